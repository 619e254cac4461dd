import { describe, expect, it } from 'vitest'
import type { Message } from './model'
import * as outbox from './outbox'

const AT = '2026-01-01T00:00:00Z'
const written = (...ids: string[]) =>
  ids.reduce<outbox.Outbox>((all, id) => outbox.add(all, id, `words of ${id}`, AT), [])
const ids = (all: outbox.Outbox) => all.map((it) => it.id)

const arrived = (text: string, own?: string): Message => ({
  id: `msg_${text}`,
  seq: 1,
  author: { kind: 'customer' },
  kind: 'text',
  text,
  status: 'received',
  created_at: AT,
  ...(own === undefined ? {} : { client_message_id: own }),
})

describe('what is on its way', () => {
  it('goes out in the order in which it was written', () => {
    let all = written('a', 'b', 'c')
    const order = []
    for (let one = outbox.next(all); one !== undefined; one = outbox.next(all)) {
      order.push(one.id)
      all = outbox.moved(all, one.id, 'accepted')
    }
    expect(order).toEqual(['a', 'b', 'c'])
  })

  it('is not held up by what was refused, which goes behind the rest when it is tried again', () => {
    let all = outbox.moved(written('a', 'b'), 'a', 'failed')
    expect(outbox.next(all)?.id).toBe('b')
    all = outbox.again(all, 'a')
    expect(ids(all)).toEqual(['b', 'a'])
    expect(outbox.next(outbox.moved(all, 'b', 'accepted'))?.id).toBe('a')
  })

  it('is not tried again unless it was refused', () => {
    const all = written('a', 'b')
    expect(outbox.again(all, 'a')).toBe(all)
  })

  it('is gone once it stands in the conversation', () => {
    const all = written('a', 'b')
    expect(ids(outbox.confirmed(all, [arrived('x', 'a')]))).toEqual(['b'])
    expect(outbox.confirmed(all, [arrived('x')])).toBe(all)
  })

  it('is what was never accepted, when a new conversation begins', () => {
    const all = outbox.moved(outbox.moved(written('a', 'b', 'c'), 'a', 'accepted'), 'c', 'failed')
    expect(ids(outbox.renewed(all))).toEqual(['b', 'c'])
  })

  it('lends its names to frames, each once and in order', () => {
    const all = outbox.add(outbox.add([], 'a', 'hello', AT), 'b', 'hello', AT)
    const first = outbox.named(all, arrived('hello'), new Set())
    const second = outbox.named(all, arrived('hello'), new Set(['a']))
    const third = outbox.named(all, arrived('hello'), new Set(['a', 'b']))
    const names = [first, second, third].map((it) => it.client_message_id)
    expect(names).toEqual(['a', 'b', undefined])
  })

  it('lends no name to what others said', () => {
    const bot: Message = { ...arrived('hello'), author: { kind: 'bot' } }
    expect(outbox.named(outbox.add([], 'a', 'hello', AT), bot, new Set())).toBe(bot)
  })

  it('survives what cannot be read', () => {
    for (const kept of [null, 'x', 3, {}, [null, { id: 1 }, { id: 'a', text: 'b' }]]) {
      expect(outbox.parse(kept)).toEqual([])
    }
    const all = written('a')
    expect(outbox.parse(JSON.parse(JSON.stringify(all)))).toEqual(all)
  })
})
