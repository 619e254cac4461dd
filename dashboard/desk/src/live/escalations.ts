import type { Api, Escalation } from '../api/client'
import { learnTime, serverNow } from '../time/clock'
import { type Book, emptyBook, hear, LIST_LAG, read, settle } from './book'

export const isLive = (escalation: Escalation): boolean =>
  escalation.status === 'queued' || escalation.status === 'open'

export interface EscalationsState {
  book: Book<Escalation>
  /** Whether the whole list has been read since the start. */
  whole: boolean
  error: unknown
}

/** Something new that an agent should hear of. */
export interface Arrival {
  kind: 'queued' | 'assigned'
  escalation: Escalation
}

/**
 * Tells whether a change is news to an agent.
 *
 * @param before what was known; nothing where it is new
 * @param me the agent
 */
export function arrivalOf(
  before: Escalation | undefined,
  after: Escalation,
  me: string,
): Arrival | undefined {
  if (before && before.version >= after.version) return undefined
  if (after.status === 'queued' && before?.status !== 'queued') {
    return before?.assignee?.id === me ? undefined : { kind: 'queued', escalation: after }
  }
  const mine = after.status === 'open' && after.assignee?.id === me
  const byAnother = after.assigned_by !== null && after.assigned_by.id !== me
  if (mine && byAnother && before?.assignee?.id !== me) {
    return { kind: 'assigned', escalation: after }
  }
  return undefined
}

const PAGE = 100

/** All live escalations of the tenant, and those that ended while this page was open. */
export class Escalations {
  #state: EscalationsState = { book: emptyBook(), whole: false, error: undefined }
  #waiting: Escalation[] = []
  #flush: ReturnType<typeof setTimeout> | undefined
  #doubts: ReturnType<typeof setTimeout> | undefined
  #reading: Promise<void> | undefined
  #again = false
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly api: Pick<Api, 'escalations'>,
    private readonly me: string,
    private readonly onArrivals: (arrivals: Arrival[]) => void = () => undefined,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): EscalationsState => this.#state

  get(id: string): Escalation | undefined {
    return this.#state.book.get(id)?.value
  }

  /** A frame, or the answer to a write. Many at once are drawn once. */
  hear(escalation: Escalation): void {
    this.#waiting.push(escalation)
    this.#flush ??= setTimeout(() => this.#takeIn(), 40)
  }

  #takeIn(): void {
    this.#flush = undefined
    const heard = this.#waiting
    this.#waiting = []
    const before = this.#state.book
    this.#put({ book: hear(before, heard, Date.now()) })
    this.#tell(heard, before)
  }

  /** Reads the list anew. Asked while it is being read, it is read once more after that. */
  async refetch(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return this.#reading
    }
    this.#reading = this.#readAll().finally(() => {
      this.#reading = undefined
      if (this.#again) {
        this.#again = false
        void this.refetch()
      }
    })
    return this.#reading
  }

  async #readAll(): Promise<void> {
    const askedAt = Date.now()
    const before = this.#state.book
    const known = this.#state.whole
    const all: Escalation[] = []
    try {
      let cursor: string | undefined
      do {
        const page = await this.api.escalations({ limit: PAGE, cursor })
        const first = page.items.find((item) => item.status === 'queued')
        if (all.length === 0 && first) {
          learnTime(Date.parse(first.queued_at) + first.wait_seconds * 1_000)
        }
        all.push(...page.items)
        this.#put({ book: read(this.#state.book, page.items) })
        cursor = page.next_cursor ?? undefined
      } while (cursor)
      this.#put({ book: settle(this.#state.book, all, askedAt), whole: true, error: undefined })
      this.#doubt(all)
      if (known) this.#tell(all, before)
    } catch (error) {
      this.#put({ error })
    }
  }

  /**
   * One that was kept although the list does not name it may be too new for the list, or over
   * without a word: a list that was read somewhat later knows.
   */
  #doubt(list: readonly Escalation[]): void {
    clearTimeout(this.#doubts)
    const named = new Set(list.map((one) => one.id))
    const doubtful = [...this.#state.book.values()].some(
      ({ value }) => isLive(value) && !named.has(value.id),
    )
    if (doubtful) this.#doubts = setTimeout(() => void this.refetch(), LIST_LAG + 500)
  }

  #tell(heard: Escalation[], before: Book<Escalation>): void {
    if (!this.#state.whole) return
    const arrivals = heard.flatMap((escalation) => {
      const arrival = arrivalOf(before.get(escalation.id)?.value, escalation, this.me)
      return arrival ? [arrival] : []
    })
    if (arrivals.length > 0) this.onArrivals(arrivals)
  }

  #put(change: Partial<EscalationsState>): void {
    const next = { ...this.#state, ...change }
    const same = (Object.keys(next) as (keyof EscalationsState)[]).every(
      (key) => next[key] === this.#state[key],
    )
    if (same) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}

/** Seconds that a customer has waited: until they were taken, or until now. */
export function waitSeconds(escalation: Escalation, now: number = serverNow()): number {
  const until =
    escalation.status === 'queued' || !escalation.taken_at ? now : Date.parse(escalation.taken_at)
  return Math.max(0, (until - Date.parse(escalation.queued_at)) / 1_000)
}
