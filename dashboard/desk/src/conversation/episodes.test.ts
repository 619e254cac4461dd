import { describe, expect, it } from 'vitest'
import type { Escalation, EscalationDetail, Message } from '../api/client'
import type { Told } from '../api/desk'
import { ar } from '../words/ar'
import { en } from '../words/en'
import { translator } from '../words/words'
import { sayDeed } from './deed-view'
import { deedsOf, isBefore, isWithin, toldWith } from './episodes'
import { earlierPlaces } from './mark-dialog'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute)).toISOString()
const t = translator('en', en)
const team = (id: string) => (id === 'grp_1' ? 'Billing' : id)

function episode(ticket: number, change: Partial<Escalation>): Escalation {
  return {
    ticket,
    id: `esc_${ticket}`,
    version: 1,
    reason: 'customer_request',
    status: 'queued',
    assignee: null,
    assigned_by: null,
    taken_at: null,
    ended_at: null,
    ...change,
  } as Escalation
}

describe('who did what when', () => {
  it('is told in the order in which it happened', () => {
    const ana = { id: 'agt_a', name: 'Ana' }
    const first = episode(1, {
      created_at: at(0),
      taken_at: at(1),
      ended_at: at(5),
      status: 'resolved',
      assignee: ana,
    })
    const second = episode(2, {
      created_at: at(9),
      taken_at: at(10),
      status: 'open',
      assignee: ana,
      assigned_by: { id: 'agt_b', name: 'Ben' },
    })
    const third = episode(3, { created_at: at(20), ended_at: at(21), status: 'closed' })
    const told = deedsOf([third, second, first]).map((deed) => sayDeed(deed, t, team))
    expect(told).toEqual([
      '#1 escalated: Asked for a person',
      'Ana took it',
      'Ana returned it to the bot',
      '#2 escalated: Asked for a person',
      'Ben gave it to Ana',
      '#3 escalated: Asked for a person',
      'Closed',
    ])
  })

  const ana = { id: 'agt_a', name: 'Ana' }
  const ben = { id: 'agt_b', name: 'Ben' }
  const deed = (minute: number, by: typeof ana | undefined, told: Partial<Told>): Told =>
    ({
      at: at(minute),
      by: by ? { kind: 'agent', ...by } : { kind: 'timer' },
      ...told,
    }) as Told
  const everything: Told[] = [
    deed(0, ana, { what: 'opened', reason: 'manual' }),
    deed(1, ana, { what: 'taken' }),
    deed(2, ana, {
      what: 'reclassified',
      urgency: { from: 'low', to: 'high' },
      type: { from: 'general', to: 'refund' },
    }),
    deed(3, ana, { what: 'assigned', from: ana, to: ben }),
    deed(4, ana, { what: 'assigned', from: ben, to: ana }),
    deed(5, ben, { what: 'assigned', from: ana, to: { id: 'agt_c', name: 'Cleo' } }),
    deed(6, ben, { what: 'released', from: ben }),
    deed(7, ana, { what: 'released', from: ben }),
    deed(8, ana, { what: 'transferred', from: ana, group: 'grp_1' }),
    deed(9, undefined, { what: 'put_back', from: ben }),
    deed(10, ben, { what: 'closed' }),
  ]
  const told = (history: Told[], forgotten = 0) => {
    const one = { ...episode(7, { created_at: at(0) }), history, forgotten_deeds: forgotten }
    return deedsOf([one], new Map([[one.id, one as unknown as EscalationDetail]]))
  }

  it('tells every deed of the record, by whom it was done', () => {
    expect(told(everything).map((one) => sayDeed(one, t, team))).toEqual([
      'Ana escalated #7 by hand',
      'Ana took it',
      'Ana changed urgency from Low to High and type from General to Refund',
      'Ana gave it to Ben',
      'Ana took it over from Ben',
      'Ben gave it from Ana to Cleo',
      'Ben put it back in the queue',
      'Ana took it from Ben and put it back in the queue',
      'Ana sent it to Billing',
      'Back in the queue: Ben left the customer waiting',
      'Ben closed it',
    ])
    const arabic = translator('ar', ar)
    for (const one of told(everything)) expect(sayDeed(one, arabic, team)).not.toContain('{')
  })

  it('says how much of a long record is no longer kept, and tells deeds apart', () => {
    const long = told(everything, 40)
    expect(sayDeed(long[1] as (typeof long)[0], t, team)).toBe('40 more changes, no longer kept')
    expect(new Set(long.map((one) => one.key)).size).toBe(12)
    // One deed more, of which one more is forgotten: the others keep their names.
    const later = told([everything[0] as Told, ...everything.slice(2)], 41)
    expect(long.map((one) => one.key)).toEqual(expect.arrayContaining(later.map((one) => one.key)))
  })

  it('completes a record that began in the middle of an episode', () => {
    const late = told([deed(4, ben, { what: 'closed' })])
    expect(late.map(({ what }) => what)).toEqual(['opened', 'closed'])
  })
})

describe('what was done, between what was said', () => {
  const said = (kind: Message['author']['kind'], second: number) =>
    ({ author: { kind }, created_at: new Date(second * 1_000).toISOString() }) as Message
  const [deed] = deedsOf([episode(1, { created_at: new Date(60_100).toISOString() })])

  it('stands behind the message that led to it, and before what Baton says of it', () => {
    if (!deed) throw new Error('no deed')
    expect(isBefore(deed, said('customer', 60))).toBe(false)
    expect(isBefore(deed, said('system', 60))).toBe(true)
    expect(isBefore(deed, said('customer', 61))).toBe(true)
    expect(isBefore(deed, said('system', 59))).toBe(false)
  })

  it('is read once the thread reaches back to it', () => {
    const first = said('bot', 60)
    const ended = (second: number) =>
      episode(1, { ended_at: new Date(second * 1_000).toISOString() })
    expect(isWithin(episode(1, {}), first)).toBe(true)
    expect(isWithin(ended(61), first)).toBe(true)
    expect(isWithin(ended(59), first)).toBe(false)
    expect(isWithin(ended(61), undefined)).toBe(false)
  })

  it('comes with the messages around it', () => {
    if (!deed) throw new Error('no deed')
    expect(toldWith([deed], said('bot', 61))).toEqual([])
    expect(toldWith([deed], said('bot', 60))).toEqual([deed])
    expect(toldWith([deed], undefined)).toEqual([deed])
  })
})

describe('where a person was needed before', () => {
  const said = (seq: number, kind: 'customer' | 'bot', minute: number) =>
    ({ seq, author: { kind }, kind: 'text', created_at: at(minute) }) as Message

  it('can be any message of the customer’s before the one that led to it', () => {
    const thread = [
      said(1, 'customer', 0),
      said(2, 'bot', 1),
      said(3, 'customer', 2),
      said(4, 'customer', 3),
      said(5, 'customer', 9),
    ]
    const escalation = { created_at: at(4) }
    expect(earlierPlaces(thread, escalation, 4).map((one) => one.seq)).toEqual([1, 3])
    expect(earlierPlaces(thread, escalation, undefined).map((one) => one.seq)).toEqual([1, 3, 4])
  })
})
