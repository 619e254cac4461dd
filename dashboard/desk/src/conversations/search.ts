import type { Channel, EscalationStatus, Mode } from '../api/client'
import { CHANNELS, wordOf } from '../escalations/words'

export const MODES = ['bot', 'human', 'closed'] as const satisfies readonly Mode[]
export const LIVE_STATUSES = ['queued', 'open'] as const satisfies readonly EscalationStatus[]

export interface ConversationsSearch {
  mode?: Mode | undefined
  status?: 'queued' | 'open' | undefined
  channel?: Channel | undefined
  /** Days in the agent's zone, `2026-11-28`; both are included. */
  from?: string | undefined
  to?: string | undefined
}

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined

export function readConversationsSearch(search: Record<string, unknown>): ConversationsSearch {
  return {
    mode: wordOf(MODES, search.mode),
    status: wordOf(LIVE_STATUSES, search.status),
    channel: wordOf(CHANNELS, search.channel),
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
