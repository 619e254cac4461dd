import { expect, it } from 'vitest'
import type { Escalation } from '../api/client'
import { agesOf } from './ages'

const NOW = Date.parse('2026-01-01T12:00:00Z')
const waiting = (queued_at: string, change: Partial<Escalation> = {}) =>
  ({ status: 'queued', urgency: 'high', queued_at, taken_at: null, ...change }) as Escalation

it('counts who waits how long, and only who waits', () => {
  const rows = agesOf(
    [
      waiting('2026-01-01T11:59:30Z'),
      waiting('2026-01-01T11:59:00Z', { urgency: 'low' }),
      waiting('2026-01-01T08:00:00Z'),
      waiting('2026-01-01T08:00:00Z', { status: 'open' }),
    ],
    NOW,
  )
  expect(rows.map((row) => row.high + row.medium + row.low)).toEqual([1, 1, 0, 0, 1])
  expect(rows[1]?.low).toBe(1)
})
