import type { Channel, EscalationStatus, Mode } from '../api/client'
import { CHANNELS, wordOf } from '../escalations/words'

export const MODES = ['bot', 'human', 'closed'] as const satisfies readonly Mode[]
export const LIVE_STATUSES = ['queued', 'open'] as const satisfies readonly EscalationStatus[]

export interface ConversationsSearch {
  mode?: Mode | undefined
  status?: 'queued' | 'open' | undefined
  channel?: Channel | undefined
  /** Who has the live escalation, `agt_…`. */
  agent?: string | undefined
  /** A part of the contact's name, or of their number. */
  q?: string | undefined
  /** Days in the agent's zone, `2026-11-28`; both are included. */
  from?: string | undefined
  to?: string | undefined
}

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined

/** What the API takes: 2 to 100 characters. An address may hold a number as one. */
export function soughtFor(value: unknown): string | undefined {
  const words = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return words.length >= 2 ? words.slice(0, 100) : undefined
}

export function readConversationsSearch(search: Record<string, unknown>): ConversationsSearch {
  return {
    mode: wordOf(MODES, search.mode),
    status: wordOf(LIVE_STATUSES, search.status),
    channel: wordOf(CHANNELS, search.channel),
    agent: typeof search.agent === 'string' ? search.agent : undefined,
    q: soughtFor(search.q),
    from: day(search.from),
    to: day(search.to),
  }
}

/** The same as the API wants it: moments, of which the last is not included. */
export function queryOf({ from, to, ...rest }: ConversationsSearch) {
  const start = from ? new Date(`${from}T00:00:00`) : undefined
  const end = to ? new Date(`${to}T00:00:00`) : undefined
  end?.setDate(end.getDate() + 1)
  return { ...rest, from: start?.toISOString(), to: end?.toISOString() }
}
