import type { Message, NewMessage } from '../api/client'
import { ProblemError, UnreachableError } from '../api/problem'
import type { FileFacts } from '../files/attachments'
import { delayBefore } from '../live/backoff'
import { SignInOver } from '../session/oauth'

/** Something that was said here and is not yet known to be committed. */
export interface Pending {
  client_message_id: string
  kind: 'reply' | 'note'
  body: Omit<NewMessage, 'client_message_id'>
  /** How it reads. */
  text: string
  /** The file that goes with it. */
  file?: FileFacts
  created_at: string
  /** The last message of the thread when it was sent. */
  after: number
  /** `again`: no answer came, and the same request is made again under the same id. */
  state: 'sending' | 'again' | 'refused'
}

export interface OutboxParts {
  key: string
  send(pending: Pending): Promise<Message>
  onSent(message: Message): void
  storage?: Storage
  random?: () => number
}

/**
 * What one agent sends in one conversation. A request whose answer was lost is made again under the
 * same `client_message_id`, until it is answered: it cannot be carried out twice. What is not
 * answered yet outlives the page.
 */
export class Outbox {
  #pending: readonly Pending[] = []
  readonly #errors = new Map<string, unknown>()
  readonly #listeners = new Set<() => void>()
  readonly #storage: Storage

  constructor(private readonly parts: OutboxParts) {
    this.#storage = parts.storage ?? localStorage
    try {
      this.#pending = JSON.parse(this.#storage.getItem(parts.key) ?? '[]') as Pending[]
    } catch {
      // What cannot be read is nothing.
    }
    void this.#tryAll(this.#pending.filter((one) => one.state !== 'refused'))
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getPending = (): readonly Pending[] => this.#pending

  errorOf(id: string): unknown {
    return this.#errors.get(id)
  }

  /** Sends these, each after the one before it. */
  add(...pending: readonly Omit<Pending, 'state'>[]): void {
    const fresh = pending.map((one): Pending => ({ ...one, state: 'sending' }))
    this.#put([...this.#pending, ...fresh])
    void this.#tryAll(fresh)
  }

  /** Tries one again that was refused, under the same id. */
  again(id: string): void {
    const pending = this.#pending.find((one) => one.client_message_id === id)
    if (pending) void this.#try(this.#change(pending, 'sending'), 0)
  }

  /** Forgets one that was refused. */
  discard(id: string): Pending | undefined {
    const pending = this.#pending.find((one) => one.client_message_id === id)
    this.#put(this.#pending.filter((one) => one.client_message_id !== id))
    return pending
  }

  async #tryAll(pending: readonly Pending[]): Promise<void> {
    for (const one of pending) await this.#try(one, 0)
  }

  async #try(pending: Pending, attempt: number): Promise<void> {
    try {
      const message = await this.parts.send(pending)
      this.parts.onSent(message)
      this.discard(pending.client_message_id)
    } catch (error) {
      if (isForGood(error)) {
        this.#errors.set(pending.client_message_id, error)
        this.#change(pending, 'refused')
        return
      }
      this.#change(pending, 'again')
      const delay = delayBefore(attempt, (this.parts.random ?? Math.random)())
      setTimeout(() => void this.#try(pending, attempt + 1), delay)
    }
  }

  #change(pending: Pending, state: Pending['state']): Pending {
    const next = { ...pending, state }
    this.#put(
      this.#pending.map((one) =>
        one.client_message_id === pending.client_message_id ? next : one,
      ),
    )
    return next
  }

  #put(pending: readonly Pending[]): void {
    this.#pending = pending
    if (pending.length > 0) this.#storage.setItem(this.parts.key, JSON.stringify(pending))
    else this.#storage.removeItem(this.parts.key)
    for (const listener of this.#listeners) listener()
  }
}

/** Whether asking again would be answered the same. */
function isForGood(error: unknown): boolean {
  if (error instanceof UnreachableError || error instanceof SignInOver) return false
  if (!(error instanceof ProblemError)) return true
  const { status } = error.problem
  return status < 500 && status !== 429 && status !== 401
}

/**
 * Those to draw below the thread. One whose message arrived by the socket before its answer did is
 * not drawn twice.
 */
export function notYetShown(
  pending: readonly Pending[],
  messages: readonly Message[],
  me: string,
): readonly Pending[] {
  const used = new Set<string>()
  return pending.filter((one) => {
    if (one.state === 'refused') return true
    const twin = messages.find(
      (message) =>
        message.seq > one.after &&
        message.author.id === me &&
        says(message, one) &&
        !used.has(message.id),
    )
    if (twin) used.add(twin.id)
    return !twin
  })
}

/** Whether a message is what was sent, as far as can be told without its answer. */
function says(message: Message, { body, text }: Pending): boolean {
  const { media } = body
  if (media) return message.media?.id === (media.file_id ?? media.link ?? media.id)
  return message.text === text
}
