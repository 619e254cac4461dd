import { describe, expect, it } from 'vitest'
import type { Escalation } from '../api/client'
import { arrange } from './arrange'

const NOW = Date.parse('2026-01-01T12:00:00Z')
let tickets = 0

function escalation(change: Partial<Escalation>): Escalation {
  tickets += 1
  return {
    id: `esc_${tickets}`,
    version: 1,
    conversation_id: 'cnv_1',
    connection_id: 'con_1',
    contact: { id: 'ctc_1', name: 'Ann', address: '1555' },
    channel: 'whatsapp',
    reason: 'customer_request',
    reason_text: 'asked',
    type: 'general',
    urgency: 'medium',
    status: 'queued',
    assignee: null,
    assigned_by: null,
    group: null,
    ticket: tickets,
    ticket_id: 'tkt_1',
    created_at: '2026-01-01T11:00:00Z',
    queued_at: '2026-01-01T11:00:00Z',
    taken_at: null,
    ended_at: null,
    wait_seconds: 3600,
    window_expires_at: null,
    sla_due_at: null,
    summary_source: 'extractive',
    ...change,
  }
}

const bob = { id: 'agt_bob', name: 'Bob' }
const eve = { id: 'agt_eve', name: 'Eve' }

describe('the order of escalations', () => {
  const fresh = escalation({
    id: 'fresh',
    queued_at: '2026-01-01T11:59:00Z',
    created_at: '2026-01-01T11:59:00Z',
  })
  const urgent = escalation({
    id: 'urgent',
    urgency: 'high',
    queued_at: '2026-01-01T11:30:00Z',
    created_at: '2026-01-01T11:30:00Z',
  })
  const old = escalation({
    id: 'old',
    urgency: 'low',
    queued_at: '2026-01-01T09:00:00Z',
    created_at: '2026-01-01T09:00:00Z',
  })
  const all = [fresh, urgent, old]

  it('puts the urgent first, and of the same urgency who waits longest', () => {
    expect(arrange(all, {}, 'me', NOW).waiting).toEqual(['urgent', 'fresh', 'old'])
    expect(arrange(all, { sort: 'wait' }, 'me', NOW).waiting).toEqual(['old', 'urgent', 'fresh'])
    expect(arrange(all, { sort: 'newest' }, 'me', NOW).waiting).toEqual(['fresh', 'urgent', 'old'])
  })

  it('divides them by who has them, and leaves out what ended', () => {
    const mine = escalation({ id: 'mine', status: 'open', assignee: bob })
    const theirs = escalation({ id: 'theirs', status: 'open', assignee: eve })
    const over = escalation({ id: 'over', status: 'closed' })
    expect(arrange([...all, mine, theirs, over], {}, 'agt_bob', NOW)).toEqual({
      mine: ['mine'],
      waiting: ['urgent', 'fresh', 'old'],
      teammates: ['theirs'],
    })
  })

  it('lets through what all filters let through', () => {
    expect(arrange(all, { urgency: 'low' }, 'me', NOW).waiting).toEqual(['old'])
    expect(arrange(all, { min_wait: 600 }, 'me', NOW).waiting).toEqual(['urgent', 'old'])
    expect(arrange(all, { channel: 'widget' }, 'me', NOW).waiting).toEqual([])
    expect(arrange(all, { min_wait: 600, urgency: 'high' }, 'me', NOW).waiting).toEqual(['urgent'])
  })

  it('arranges 5,000 without a long task', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      escalation({ id: `m${index}`, urgency: index % 3 ? 'low' : 'high' }),
    )
    const took = Array.from({ length: 5 }, () => {
      const start = performance.now()
      expect(arrange(many, {}, 'me', NOW).waiting).toHaveLength(5_000)
      return performance.now() - start
    })
    // A busy machine may hold up one of them, and hardly all.
    expect(Math.min(...took)).toBeLessThan(200)
  })
})
