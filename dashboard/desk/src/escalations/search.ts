import type { Channel, EscalationType, Reason, Sort, Urgency } from '../api/client'
import { CHANNELS, REASONS, SORTS, TYPES, URGENCIES, wordOf } from './words'

/** What the address says of the list: filters and order. */
export interface EscalationsSearch {
  urgency?: Urgency | undefined
  type?: EscalationType | undefined
  channel?: Channel | undefined
  reason?: Reason | undefined
  /** A group's id. */
  group?: string | undefined
  /** Seconds. */
  min_wait?: number | undefined
  sort?: Sort | undefined
}

/** Reads an address; what it does not understand it leaves out. */
export function readEscalationsSearch(search: Record<string, unknown>): EscalationsSearch {
  const wait = Number(search.min_wait)
  return {
    urgency: wordOf(URGENCIES, search.urgency),
    type: wordOf(TYPES, search.type),
    channel: wordOf(CHANNELS, search.channel),
    reason: wordOf(REASONS, search.reason),
    group: typeof search.group === 'string' ? search.group : undefined,
    min_wait: Number.isInteger(wait) && wait > 0 ? wait : undefined,
    sort: wordOf(SORTS, search.sort),
  }
}

export const isFiltered = ({ sort: _, ...filters }: EscalationsSearch): boolean =>
  Object.values(filters).some((value) => value !== undefined)
