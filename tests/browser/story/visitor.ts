import { createHmac, randomUUID } from 'node:crypto'
import type { Outputs } from './outputs.ts'
import { account } from './settings.ts'
import { eventually } from './wait.ts'

interface Heard {
  readonly seq: number
  readonly author: { readonly kind: string }
  readonly client_message_id?: string
}

/** A visitor of the website without a browser: all that the widget asks, for stories with many of them. */
export class Visitor {
  private constructor(
    private readonly outputs: Outputs,
    private readonly token: string,
    /** Their conversation. */
    readonly begun: string,
  ) {}

  /** Comes to a website whose company says this of its visitors, and has signed it. */
  static async comes(
    outputs: Outputs,
    attributes: Readonly<Record<string, string>>,
  ): Promise<Visitor> {
    const widget = outputs.connections.find((it) => it.channel === 'widget')
    const { session_token, conversation_id } = await asks<{
      session_token: string
      conversation_id: string
    }>(outputs, 'POST', `/widget/${widget?.id}/sessions`, {
      body: { signed: signed(outputs, attributes) },
    })
    return new Visitor(outputs, session_token, conversation_id)
  }

  /** Writes, and waits for what comes back: an answer of the bot, or word that a person is called. */
  async writes(text: string): Promise<'answered' | 'called'> {
    const { outputs, token } = this
    const name = randomUUID()
    await asks(outputs, 'POST', '/widget/messages', {
      token,
      body: { client_message_id: name, text },
    })
    return eventually(`an answer to ${text}`, async () => {
      const path = '/widget/messages?after=0&limit=100'
      const { items } = await asks<{ items: Heard[] }>(outputs, 'GET', path, { token })
      const own = items.findIndex((it) => it.client_message_id === name)
      const next = own < 0 ? undefined : items.slice(own + 1).find(isAnswer)
      return next && (next.author.kind === 'bot' ? 'answered' : 'called')
    })
  }
}

/** What the company's own server would sign of a visitor. */
export function signed(outputs: Outputs, attributes: Readonly<Record<string, string>>) {
  const expires_at = new Date(Date.now() + 3_600_000).toISOString()
  const payload = JSON.stringify({ attributes, expires_at })
  const key = account(outputs, 'widget').identity_key ?? ''
  return { payload, signature: createHmac('sha256', key).update(payload).digest('hex') }
}

const isAnswer = ({ author }: Heard) => author.kind === 'bot' || author.kind === 'system'

async function asks<T>(
  outputs: Outputs,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown },
): Promise<T> {
  const answer = await fetch(outputs.api_url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}
