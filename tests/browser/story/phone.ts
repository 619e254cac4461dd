import { randomInt } from 'node:crypto'
import { type Agent, aws } from './agent.ts'
import type { NamedFile } from './files.ts'
import type { Outputs } from './outputs.ts'
import { eventually } from './wait.ts'

/** How long WhatsApp takes free answers after the customer's last message, in milliseconds. */
const WINDOW = 24 * 3_600_000

interface Listed {
  readonly id: string
  readonly conversation_id: string
  readonly contact: { readonly address: string }
}

interface Got {
  readonly kind: string
  readonly text: string | null
  /** The file that came with it, as Meta fetched it. */
  readonly file?: { readonly mime_type: string; readonly sha256: string }
}

/** Each phone has the number after the last one's: no two meet, not in their last digits either. */
let last = randomInt(1_000_000, 9_900_000)

/** A customer on WhatsApp, with a number of their own. */
export class Phone {
  readonly number = `1555${++last}`
  readonly name: string
  /** Their conversation, where a story asked for it. */
  begun: string | undefined

  constructor(
    private readonly outputs: Outputs,
    name?: string,
  ) {
    this.name = name ?? `Phone ${this.number.slice(-4)}`
  }

  /** Writes by way of the sandbox that stands in for Meta, which signs and delivers a webhook. */
  async writes(text: string, kind = 'text'): Promise<void> {
    await this.sends({ text, kind })
  }

  private async sends(message: object): Promise<void> {
    const connection = this.outputs.connections.find((it) => it.channel === 'whatsapp')
    const answer = await fetch(`${this.outputs.graph_sandbox_url}/_sandbox/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        from: this.number,
        name: this.name,
        ...message,
        phone_number_id: connection?.phone_number_id,
      }),
    })
    const { webhook } = (await answer.json()) as { webhook: { status: number; body: string } }
    if (webhook.status !== 200) throw new Error(`the webhook answered ${webhook.status}`)
  }

  /** Sends a picture, with these words below it. */
  async sendsPicture(bytes: Buffer, caption: string): Promise<void> {
    const file = { base64: bytes.toString('base64'), mime_type: 'image/png' }
    await this.sends({ file, text: caption })
  }

  /** Speaks to the business, instead of writing. */
  async speaks({ bytes, mimeType }: NamedFile): Promise<void> {
    const file = { base64: bytes.toString('base64'), mime_type: mimeType }
    await this.sends({ file, kind: 'voice' })
  }

  /** Their conversation, once it is escalated. */
  async conversationId(agent: Agent): Promise<string> {
    this.begun = await eventually(`an escalation of ${this.number}`, async () => {
      const path = '/v1/escalations?channel=whatsapp&sort=newest&limit=100'
      const { items } = await agent.asks<{ items: Listed[] }>('GET', path)
      return items.find((it) => it.contact.address === this.number)?.conversation_id
    })
    return this.begun
  }

  /** Lets their 24 hours end so many milliseconds from now: time is not waited for. */
  async hasWindowLeft(conversationId: string, left: number): Promise<void> {
    const ends = Date.now() + left
    const pk = { S: `${this.outputs.tenant_id}#cnv#${conversationId.slice(-16)}` }
    const stamp = (at: number) => ({ S: new Date(at).toISOString() })
    const set = (sk: string, name: string, at: number) =>
      aws(this.outputs, 'dynamodb', 'DynamoDB_20120810.UpdateItem', {
        TableName: this.outputs.tables.conversations,
        Key: { pk, sk: { S: sk } },
        UpdateExpression: 'SET #name = :at',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':at': stamp(at) },
      })
    await set('head', 'last_customer_at', ends - WINDOW)
    await set('live', 'window_expires_at', ends)
  }

  /** Lets the next send to them go wrong, as the sandbox can; nothing tells what became of it. */
  async strikes(fault: { lost_answer: true } | { code: number }): Promise<void> {
    await this.controls('fates', { to: this.number, statuses: [] })
    await this.controls('faults', { to: this.number, ...fault })
  }

  /** Lets the provider tell how far the last message came. */
  async gets(status: 'delivered' | 'read'): Promise<void> {
    await this.controls('statuses', { to: this.number, status })
  }

  private async controls(what: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.outputs.graph_sandbox_url}/_sandbox/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`)
  }

  /** Waits until the business has written something to them. */
  async isAnswered(): Promise<void> {
    await eventually(`an answer to ${this.number}`, async () => (await this.got()).length > 0)
  }

  /** What the business sent them, oldest first. */
  async got(): Promise<Got[]> {
    const query = new URLSearchParams({ to: this.number })
    const answer = await fetch(`${this.outputs.graph_sandbox_url}/_sandbox/sent?${query}`)
    return ((await answer.json()) as { items: Got[] }).items
  }
}
