import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Escalation } from '../api/client'
import { type Arrival, arrivalOf, Escalations, isLive } from './escalations'

const ME = 'agt_me'

function escalation(id: string, version: number, change: Partial<Escalation> = {}): Escalation {
  return {
    id,
    version,
    conversation_id: `cnv_${id}`,
    connection_id: 'con_1',
    contact: { id: 'ctc_1', name: id, address: '1555' },
    channel: 'whatsapp',
    reason: 'customer_request',
    reason_text: 'asked',
    type: 'general',
    urgency: 'medium',
    status: 'queued',
    assignee: null,
    assigned_by: null,
    group: null,
    ticket: 1,
    ticket_id: 'tkt_1',
    created_at: '2026-01-01T11:00:00Z',
    queued_at: '2026-01-01T11:00:00Z',
    taken_at: null,
    ended_at: null,
    wait_seconds: 0,
    window_expires_at: null,
    sla_due_at: null,
    summary_source: 'extractive',
    ...change,
  }
}

const bob = { id: 'agt_bob', name: 'Bob' }
const me = { id: ME, name: 'Me' }

describe('what is news to an agent', () => {
  it('is somebody new who waits, and somebody who waits again', () => {
    const fresh = escalation('a', 1)
    expect(arrivalOf(undefined, fresh, ME)?.kind).toBe('queued')
    const taken = escalation('a', 2, { status: 'open', assignee: bob })
    expect(arrivalOf(taken, escalation('a', 3), ME)?.kind).toBe('queued')
  })

  it('is what was given to them, and not what they took', () => {
    const given = escalation('a', 2, { status: 'open', assignee: me, assigned_by: bob })
    const taken = escalation('a', 2, { status: 'open', assignee: me })
    expect(arrivalOf(escalation('a', 1), given, ME)?.kind).toBe('assigned')
    expect(arrivalOf(escalation('a', 1), taken, ME)).toBeUndefined()
  })

  it('is not what they put back themselves, nor anything old', () => {
    const mine = escalation('a', 2, { status: 'open', assignee: me })
    expect(arrivalOf(mine, escalation('a', 3), ME)).toBeUndefined()
    expect(arrivalOf(mine, escalation('a', 1), ME)).toBeUndefined()
  })
})

describe('the escalations of a dashboard', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are those of a fresh load, whatever happened to the frames in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            id: fc.constantFrom('a', 'b', 'c', 'd'),
            status: fc.constantFrom('queued' as const, 'open' as const, 'closed' as const),
            fate: fc.constantFrom('comes', 'is lost', 'comes twice', 'is late'),
          }),
          { maxLength: 25 },
        ),
        async (changes) => {
          const truth = new Map<string, Escalation>()
          const api = {
            escalations: async () => ({
              items: [...truth.values()].filter(isLive),
              next_cursor: null,
            }),
          }
          const desk = new Escalations(api, ME)
          await desk.refetch()
          const late: Escalation[] = []
          for (const { id, status, fate } of changes) {
            const before = truth.get(id)
            // Nothing leaves what has ended.
            if (before && !isLive(before)) continue
            const after = escalation(id, (before?.version ?? 0) + 1, { status })
            truth.set(id, after)
            if (fate === 'is late') late.push(after)
            else if (fate !== 'is lost') desk.hear(after)
            if (fate === 'comes twice') desk.hear(after)
          }
          for (const frame of late.reverse()) desk.hear(frame)
          await vi.advanceTimersByTimeAsync(100)
          // The socket breaks and comes back at once, while much was heard of a moment ago.
          await desk.refetch()
          await vi.advanceTimersByTimeAsync(10_000)

          const fresh = new Escalations(api, ME)
          await fresh.refetch()
          const live = (one: Escalations) =>
            [...one.getState().book.values()]
              .map((entry) => entry.value)
              .filter(isLive)
              .sort((x, y) => x.id.localeCompare(y.id))
          expect(live(desk)).toEqual(live(fresh))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('announces after a gap what came while nobody listened, and nothing at the first load', async () => {
    const items = [escalation('a', 1)]
    const heard: Arrival[][] = []
    const desk = new Escalations(
      { escalations: async () => ({ items: [...items], next_cursor: null }) },
      ME,
      (news) => heard.push(news),
    )
    await desk.refetch()
    expect(heard).toEqual([])
    items.push(escalation('b', 1))
    await desk.refetch()
    expect(heard.flat().map((one) => one.escalation.id)).toEqual(['b'])
  })
})
