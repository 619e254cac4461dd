import { randomUUID } from 'node:crypto'
import type { Login, Outputs } from './outputs.ts'
import { each, eventually } from './wait.ts'

/** More than any run of the tests takes. */
const ROOM = 100_000

interface Escalation {
  readonly id: string
  readonly conversation_id: string
  readonly status: string
}

interface Said {
  readonly author: { readonly kind: string }
  readonly text?: string
  readonly media?: {
    readonly id: string
    readonly filename?: string
    readonly size?: number
  } | null
}

/** Somebody who answers customers, by way of the API. */
export class Agent {
  private constructor(
    private readonly outputs: Outputs,
    private readonly login: Login,
    private readonly token: string,
  ) {}

  /** Signs in, and makes room so that no story is turned away for what others left behind. */
  static async signsIn(outputs: Outputs, login: Login): Promise<Agent> {
    const { email, password, id } = login
    const answer = await aws<{ AuthenticationResult: { IdToken: string } }>(
      outputs,
      'cognito-idp',
      'AWSCognitoIdentityProviderService.InitiateAuth',
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: outputs.client_id,
        AuthParameters: { USERNAME: email, PASSWORD: password },
      },
    )
    await aws(outputs, 'dynamodb', 'DynamoDB_20120810.UpdateItem', {
      TableName: outputs.tables.conversations,
      Key: { pk: { S: `${outputs.tenant_id}#agents` }, sk: { S: `agent#${id}` } },
      UpdateExpression: 'SET #capacity = :room',
      ExpressionAttributeNames: { '#capacity': 'capacity' },
      ExpressionAttributeValues: { ':room': { N: `${ROOM}` } },
    })
    return new Agent(outputs, login, answer.AuthenticationResult.IdToken)
  }

  get name(): string {
    return this.login.name
  }

  /** What waits of this conversation, once something does. */
  async finds(conversationId: string): Promise<Escalation> {
    return eventually(`an escalation of ${conversationId}`, async () => {
      const path = `/v1/escalations?conversation=${conversationId}&sort=newest&limit=100`
      const list = await this.asks<{ items: Escalation[] }>('GET', path)
      return list.items.find((it) => it.conversation_id === conversationId)
    })
  }

  async takes(escalation: Escalation): Promise<void> {
    await this.asks('POST', `/v1/escalations/${escalation.id}/take`, {})
  }

  /** Ends what earlier stories left in their hands. */
  async hasAnEmptyDesk(): Promise<void> {
    const path = '/v1/escalations?section=mine&status=open&channel=widget&limit=100'
    const { items } = await this.asks<{ items: Escalation[] }>('GET', path)
    await each(items, ({ id }) => this.asks('POST', `/v1/escalations/${id}/close`, {}))
  }

  /** Closes what is still live in these conversations, so that the queue stays as long as it was. */
  async ends(conversations: readonly string[]): Promise<void> {
    await each(conversations, async (conversation) => {
      const path = `/v1/escalations?conversation=${conversation}&limit=100`
      const { items } = await this.asks<{ items: Escalation[] }>('GET', path)
      const live = items.filter(
        (it) => it.conversation_id === conversation && ['queued', 'open'].includes(it.status),
      )
      for (const { id } of live) await this.asks('POST', `/v1/escalations/${id}/close`, {})
    })
  }

  async returnsToBot(escalation: Escalation): Promise<void> {
    await this.asks('POST', `/v1/escalations/${escalation.id}/return-to-bot`, {})
  }

  async replies(conversationId: string, text: string): Promise<void> {
    const body = { client_message_id: randomUUID(), text }
    await this.asks('POST', `/v1/conversations/${conversationId}/messages`, body)
  }

  /** What was said in a conversation, oldest first. */
  async reads(conversationId: string): Promise<Said[]> {
    const path = `/v1/conversations/${conversationId}/messages?after=0&limit=100`
    return (await this.asks<{ items: Said[] }>('GET', path)).items
  }

  /** Sees to it that nothing is kept any more of the files of a conversation, sent or not. */
  async losesFiles(conversationId: string): Promise<void> {
    const { aws_endpoint_url, files_bucket, tenant_id } = this.outputs
    const bucket = `${aws_endpoint_url}/${files_bucket}`
    const list = await fetch(`${bucket}?list-type=2&prefix=${tenant_id}/${conversationId}/`)
    const places = (await list.text()).matchAll(/<Key>([^<]+)<\/Key>/g)
    for (const [, place] of places) await fetch(`${bucket}/${place}`, { method: 'DELETE' })
  }

  /** Lets the customer know, by WebSocket, that they are writing. */
  async types(conversationId: string): Promise<void> {
    const { ticket } = await this.asks<{ ticket: string }>('POST', '/v1/ws-tickets', {})
    const socket = new WebSocket(`${this.outputs.ws_url}?ticket=${ticket}`)
    await new Promise((opened, failed) => {
      socket.onopen = opened
      socket.onerror = failed
    })
    socket.send(JSON.stringify({ action: 'typing', conversation_id: conversationId }))
    // The answer to the ping comes after the typing was handled.
    socket.send(JSON.stringify({ action: 'ping' }))
    await new Promise((answered) => {
      socket.onmessage = answered
    })
    socket.close()
  }

  /** Asks the API as this agent; fails where the answer is no success. */
  async asks<T>(method: string, path: string, body?: unknown): Promise<T> {
    const text = await this.text(method, path, body)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** What an answer holds that gives one record in each line. */
  async lines<T>(path: string): Promise<T[]> {
    const text = await this.text('GET', path)
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]))
  }

  private async text(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(this.outputs.api_url.replace(/\/$/, '') + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return text
  }
}

/** Asks AWS itself. The local one checks no signatures, only which service is signed for. */
export async function aws<T>(
  { aws_endpoint_url, region }: Outputs,
  service: string,
  target: string,
  body: unknown,
): Promise<T> {
  const scope = `test/20260101/${region}/${service}/aws4_request`
  const answer = await fetch(aws_endpoint_url, {
    method: 'POST',
    headers: {
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.1',
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
