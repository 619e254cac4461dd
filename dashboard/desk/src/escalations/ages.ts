import type { Escalation, Urgency } from '../api/client'
import { waitSeconds } from '../live/escalations'

/** Where one span of waiting ends and the next begins, in seconds. */
const ENDS = [60, 300, 900, 3_600, Number.POSITIVE_INFINITY] as const

export const AGES = ['under_1', 'under_5', 'under_15', 'under_60', 'over_60'] as const
export type Age = (typeof AGES)[number]
export type AgeRow = { age: Age } & Record<Urgency, number>

/** How many wait how long, by urgency. */
export function agesOf(escalations: Iterable<Escalation>, now: number): AgeRow[] {
  const rows: AgeRow[] = AGES.map((age) => ({ age, high: 0, medium: 0, low: 0 }))
  for (const escalation of escalations) {
    if (escalation.status !== 'queued') continue
    const wait = waitSeconds(escalation, now)
    const row = rows[ENDS.findIndex((end) => wait < end)]
    if (row) row[escalation.urgency] += 1
  }
  return rows
}
