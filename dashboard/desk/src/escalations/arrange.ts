import type { Escalation, Sort } from '../api/client'
import { isLive, waitSeconds } from '../live/escalations'
import type { Layout } from './hold'
import type { EscalationsSearch } from './search'

// This runs at every frame over as many as 5,000 escalations, so it is a plain filter and sort: a
// table's row model took ten times as long.

const WEIGHT = { low: 0, medium: 1, high: 2 } as const

interface Times {
  queued: number
  created: number
}

const times = new WeakMap<Escalation, Times>()

/** Its times as numbers, read once. */
function timesOf(escalation: Escalation): Times {
  let read = times.get(escalation)
  if (!read) {
    read = { queued: Date.parse(escalation.queued_at), created: Date.parse(escalation.created_at) }
    times.set(escalation, read)
  }
  return read
}

const byWait = (a: Escalation, b: Escalation): number =>
  timesOf(a).queued - timesOf(b).queued || a.ticket - b.ticket

/** Equals fall back on the ticket's number, so that the order is the same in every tab. */
const ORDERS: Record<Sort, (a: Escalation, b: Escalation) => number> = {
  urgency: (a, b) => WEIGHT[b.urgency] - WEIGHT[a.urgency] || byWait(a, b),
  wait: byWait,
  newest: (a, b) => timesOf(b).created - timesOf(a).created || b.ticket - a.ticket,
}

/**
 * The live ones that the filters let through, in order, in their sections.
 *
 * @param me the agent whose queue is *mine*
 * @param now the server's time, in milliseconds since the epoch
 */
export function arrange(
  escalations: Iterable<Escalation>,
  search: EscalationsSearch,
  me: string,
  now: number,
): Layout {
  const { urgency, type, channel, reason, group, min_wait } = search
  const through: Escalation[] = []
  for (const one of escalations) {
    if (
      isLive(one) &&
      (!urgency || one.urgency === urgency) &&
      (!type || one.type === type) &&
      (!channel || one.channel === channel) &&
      (!reason || one.reason === reason) &&
      (!group || one.group === group) &&
      (!min_wait || waitSeconds(one, now) >= min_wait)
    ) {
      through.push(one)
    }
  }
  through.sort(ORDERS[search.sort ?? 'urgency'])
  const layout: Record<keyof Layout, string[]> = { mine: [], waiting: [], teammates: [] }
  for (const one of through) {
    if (one.status === 'queued') layout.waiting.push(one.id)
    else if (one.assignee?.id === me) layout.mine.push(one.id)
    else layout.teammates.push(one.id)
  }
  return layout
}
