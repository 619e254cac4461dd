import type { Api, Message } from '../api/client'
import { type Book, emptyBook, hear } from './book'

export interface ThreadState {
  /** In the order in which they were said. */
  messages: readonly Message[]
  /** Whether the first message ever said is among them. */
  fromStart: boolean
  loading: 'first' | 'older' | undefined
  error: unknown
}

const PAGE = 50
const MOST = 100

/** The messages of a conversation, from some place on to the last. */
export class Thread {
  #book: Book<Message> = emptyBook()
  #state: ThreadState = { messages: [], fromStart: false, loading: 'first', error: undefined }
  #filling: Promise<void> | undefined
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly api: Pick<Api, 'messages'>,
    readonly conversationId: string,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): ThreadState => this.#state

  get #first(): number | undefined {
    return this.#state.messages[0]?.seq
  }

  get #last(): number {
    return this.#state.messages.at(-1)?.seq ?? 0
  }

  /** Reads the latest part, or, where there is one already, all of it and what is missing. */
  async refetch(): Promise<void> {
    const first = this.#first
    try {
      if (first === undefined) {
        this.#put({ loading: 'first', error: undefined })
        const page = await this.api.messages(this.conversationId, { limit: PAGE })
        this.#takeIn(page.items)
        this.#put({ fromStart: page.next_cursor === null, loading: undefined })
      } else {
        await this.#readAfter(first - 1)
        this.#put({ error: undefined })
      }
    } catch (error) {
      this.#put({ error, loading: undefined })
    }
  }

  /** Reads the latest part anew: what a lost frame told of is there, and how far each has come. */
  async catchUp(): Promise<void> {
    const first = this.#first
    if (first === undefined) return this.refetch()
    try {
      await this.#readAfter(Math.max(first - 1, this.#last - PAGE))
      this.#put({ error: undefined })
    } catch {
      // It is tried again by and by; what is shown stays.
    }
  }

  /** Reads what was said before the first message at hand. */
  async older(): Promise<void> {
    const first = this.#first
    if (first === undefined || this.#state.fromStart || this.#state.loading) return
    this.#put({ loading: 'older', error: undefined })
    try {
      const page = await this.api.messages(this.conversationId, {
        before: first,
        limit: MOST,
      })
      this.#takeIn(page.items)
      this.#put({ fromStart: page.next_cursor === null, loading: undefined })
    } catch (error) {
      this.#put({ error, loading: undefined })
    }
  }

  /** Reads back until this place is among the messages. */
  async reach(seq: number): Promise<boolean> {
    while ((this.#first ?? 0) > seq && !this.#state.fromStart) {
      const before = this.#first
      await this.older()
      if (this.#first === before) return false
    }
    return this.#state.messages.some((message) => message.seq === seq)
  }

  /** A frame, or the answer to a write. One that leaves a gap has the gap read. */
  hear(message: Message): void {
    // Before the first answer there is nothing to add to: the answer will have it.
    if (this.#first === undefined && this.#state.loading === 'first') {
      this.#book = hear(this.#book, [message], Date.now())
      return
    }
    if (message.seq < (this.#first ?? 1)) return
    const gap = message.seq > this.#last + 1
    const from = this.#last
    this.#takeIn([message])
    if (gap) this.#fill(from)
  }

  #fill(after: number): void {
    this.#filling ??= this.#readAfter(after)
      .catch((error: unknown) => this.#put({ error }))
      .finally(() => {
        this.#filling = undefined
      })
  }

  async #readAfter(seq: number): Promise<void> {
    let after = seq
    for (;;) {
      const page = await this.api.messages(this.conversationId, { after, limit: MOST })
      this.#takeIn(page.items)
      const last = page.items.at(-1)
      if (!last || page.next_cursor === null || last.seq <= after) return
      after = last.seq
    }
  }

  #takeIn(items: readonly Message[]): void {
    const book = hear(this.#book, items, Date.now())
    if (book === this.#book && this.#state.messages.length === book.size) return
    this.#book = book
    const messages = [...book.values()].map((entry) => entry.value).sort((a, b) => a.seq - b.seq)
    this.#put({ messages })
  }

  #put(change: Partial<ThreadState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
