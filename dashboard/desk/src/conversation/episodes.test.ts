import { describe, expect, it } from 'vitest'
import type { Escalation, Message } from '../api/client'
import { en } from '../words/en'
import { translator } from '../words/words'
import { sayDeed } from './deed-view'
import { deedsOf, isBefore, toldWith } from './episodes'
import { earlierPlaces } from './mark-dialog'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 9, minute)).toISOString()
const t = translator('en', en)

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
    const told = deedsOf([third, second, first]).map((deed) => sayDeed(deed, t))
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
