import type { Session } from './model'
import { type Outbox, parse } from './outbox'

/** Where something is kept; `localStorage` is one. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A token that is refused soon is not worth beginning with. */
const SPARE_MS = 60_000

/**
 * What outlives the page: the session, what is still to be sent, and how far the visitor has read.
 * Other pages of the site share it.
 */
export class Store {
  private readonly prefix: string
  /** What the shelf did not take: it lasts as long as the page. */
  private readonly memory = new Map<string, string>()

  constructor(
    private readonly shelf: Shelf,
    connectionId: string,
  ) {
    this.prefix = `baton:${connectionId}:`
  }

  /** The session, while it lasts. */
  session(now: number): Session | undefined {
    const kept = this.get('session')
    if (!isSession(kept)) return undefined
    return Date.parse(kept.expires_at) - SPARE_MS > now ? kept : undefined
  }

  keepSession(session: Session): void {
    this.set('session', session)
  }

  /** The session begun last takes no files any more. */
  forbidFiles(now: number): void {
    const { attachments, ...session } = this.session(now) ?? {}
    if (attachments) this.set('session', session)
  }

  /** Forgets the session and what belongs to its conversation. */
  forgetSession(): void {
    for (const name of ['session', 'read']) {
      this.memory.delete(name)
      this.shelf.removeItem(this.prefix + name)
    }
  }

  outbox(): Outbox {
    return parse(this.get('outbox'))
  }

  keepOutbox(outbox: Outbox): void {
    this.set('outbox', outbox)
  }

  /** The last place that the visitor has seen. */
  read(): number {
    const kept = this.get('read')
    return typeof kept === 'number' ? kept : 0
  }

  keepRead(seq: number): void {
    if (seq > this.read()) this.set('read', seq)
  }

  /** Whether a change of this key of the shelf is one of these. */
  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.prefix)
  }

  private get(name: string): unknown {
    try {
      const kept = this.memory.get(name) ?? this.shelf.getItem(this.prefix + name)
      return JSON.parse(kept ?? 'null')
    } catch {
      return null
    }
  }

  private set(name: string, value: unknown): void {
    const text = JSON.stringify(value)
    try {
      this.shelf.setItem(this.prefix + name, text)
      this.memory.delete(name)
    } catch {
      this.memory.set(name, text)
    }
  }
}

/** The page's shelf, or one in memory where the browser forbids it. */
export function shelf(page: { readonly localStorage: Storage }): Shelf {
  try {
    const kept = page.localStorage
    kept.setItem('baton:probe', '1')
    kept.removeItem('baton:probe')
    return kept
  } catch {
    const memory = new Map<string, string>()
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
    }
  }
}

function isSession(it: unknown): it is Session {
  if (typeof it !== 'object' || it === null) return false
  const { session_token, conversation_id, expires_at } = it as Record<keyof Session, unknown>
  return (
    typeof session_token === 'string' &&
    typeof conversation_id === 'string' &&
    typeof expires_at === 'string'
  )
}
