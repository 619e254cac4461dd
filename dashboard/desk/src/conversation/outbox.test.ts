import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '../api/client'
import { ProblemError, UnreachableError } from '../api/problem'
import { collision } from './collision'
import { notYetShown, Outbox, type Pending } from './outbox'

const message = (seq: number, text: string, author: Message['author']): Message => ({
  id: `msg_${seq}`,
  conversation_id: 'cnv_1',
  seq,
  version: 1,
  author,
  kind: 'text',
  text,
  status: 'accepted',
  created_at: '2026-01-01T00:00:00Z',
})

const words = (id: string, text: string) => ({
  client_message_id: id,
  kind: 'reply' as const,
  body: { text },
  text,
  created_at: '2026-01-01T00:00:00Z',
  after: 4,
})

/** A server that commits each id once, and whose answers may be lost on the way. */
function server(fate: (attempt: number) => 'answers' | 'answer lost' | 'request lost') {
  const committed = new Map<string, Message>()
  let attempts = 0
  const send = async (pending: Pending) => {
    const what = fate(attempts++)
    if (what === 'request lost') throw new UnreachableError()
    const known = committed.get(pending.client_message_id)
    const said = known ?? message(5 + committed.size, pending.text, { kind: 'agent', id: 'agt_me' })
    committed.set(pending.client_message_id, said)
    if (what === 'answer lost') throw new UnreachableError()
    return said
  }
  return { committed, send, attempts: () => attempts }
}

describe('the outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
  })
  afterEach(() => vi.useRealTimers())

  it('sends again under the same id until it is answered, and what it sends is said once', async () => {
    const said: Message[] = []
    const { send, committed, attempts } = server((attempt) =>
      attempt === 0 ? 'answer lost' : attempt === 1 ? 'request lost' : 'answers',
    )
    const outbox = new Outbox({ key: 'k', send, onSent: (one) => said.push(one) })
    outbox.add(words('c1', 'hello'))
    await vi.advanceTimersByTimeAsync(0)
    expect(outbox.getPending()[0]?.state).toBe('again')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(attempts()).toBe(3)
    expect(committed.size).toBe(1)
    expect(said).toHaveLength(1)
    expect(outbox.getPending()).toEqual([])
  })

  it('goes on after a reload where it was, under the same id', async () => {
    const first = server(() => 'answer lost')
    new Outbox({ key: 'k', send: first.send, onSent: () => undefined }).add(words('c1', 'hello'))
    await vi.advanceTimersByTimeAsync(0)
    vi.clearAllTimers()

    const sent: string[] = []
    const reloaded = new Outbox({
      key: 'k',
      send: async (pending) => {
        sent.push(pending.client_message_id)
        return message(5, 'hello', { kind: 'agent', id: 'agt_me' })
      },
      onSent: () => undefined,
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(sent).toEqual(['c1'])
    expect(reloaded.getPending()).toEqual([])
  })

  it('sends what goes together one after the other', async () => {
    const under: string[] = []
    const answers: (() => void)[] = []
    const outbox = new Outbox({
      key: 'k',
      send: ({ client_message_id }) => {
        under.push(client_message_id)
        return new Promise((answered) =>
          answers.push(() => answered(message(5, '', { kind: 'agent', id: 'agt_me' }))),
        )
      },
      onSent: () => undefined,
    })
    outbox.add(words('c1', 'one'), words('c2', 'two'))
    await vi.advanceTimersByTimeAsync(0)
    expect(under).toEqual(['c1'])
    answers[0]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(under).toEqual(['c1', 'c2'])
  })

  it('keeps what was refused, with the reason, until somebody decides', async () => {
    const refusal = new ProblemError({
      type: '/problems/not-owner',
      title: 'Not yours',
      detail: '',
      status: 409,
    })
    const outbox = new Outbox({
      key: 'k',
      send: () => Promise.reject(refusal),
      onSent: () => undefined,
    })
    outbox.add(words('c1', 'hello'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(outbox.getPending()[0]?.state).toBe('refused')
    expect(outbox.errorOf('c1')).toBe(refusal)
    expect(outbox.discard('c1')?.text).toBe('hello')
    expect(outbox.getPending()).toEqual([])
  })
})

describe('what is drawn below the thread', () => {
  const me = { kind: 'agent' as const, id: 'agt_me' }
  const sending = (id: string, text: string): Pending => ({ ...words(id, text), state: 'sending' })

  it('draws nothing twice when the frame is faster than the answer', () => {
    expect(notYetShown([sending('c1', 'hi')], [message(5, 'hi', me)], 'agt_me')).toEqual([])
  })

  it('tells two of the same words apart, and one said before', () => {
    const two = [sending('c1', 'hi'), sending('c2', 'hi')]
    expect(notYetShown(two, [message(3, 'hi', me), message(5, 'hi', me)], 'agt_me')).toEqual([
      two[1],
    ])
  })
})

describe('a collision', () => {
  const customer = { kind: 'customer' as const }
  const thread = [message(4, 'where is it?', customer), message(5, 'found it!', customer)]

  it('is what the customer wrote since the writing began', () => {
    expect(collision(thread, true, 4)?.written.map((one) => one.seq)).toEqual([5])
    expect(collision(thread, true, 5)).toBeUndefined()
    expect(collision(thread, false, 0)).toBeUndefined()
  })
})
