import { describe, expect, it } from 'vitest'
import type { Message } from './model'
import { EMPTY, leavesGap, messages, type Thread, withFrame, withPage } from './thread'

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `msg_${seq}`,
  seq,
  author: { kind: 'bot' },
  kind: 'text',
  text: `words ${seq}`,
  status: 'sent',
  created_at: '2026-01-01T00:00:00Z',
  ...more,
})

const page = (...items: Message[]) => ({ items, next_after: items.at(-1)?.seq ?? 0 })
const places = (thread: Thread) => messages(thread).map((it) => it.seq)

describe('a conversation', () => {
  it('is in order, in whatever order it was told', () => {
    let thread = withFrame(EMPTY, message(4), 1, 1)
    thread = withPage(thread, page(message(1), message(2)), 2)
    thread = withFrame(thread, message(3), 1, 3)
    expect(places(thread)).toEqual([1, 2, 3, 4])
    expect(thread.after).toBe(2)
  })

  it('has each message once, with its newest words', () => {
    let thread = withFrame(EMPTY, message(1, { text: 'edited' }), 3, 1)
    thread = withFrame(thread, message(1, { text: 'before' }), 2, 2)
    thread = withFrame(thread, message(1, { text: 'before' }), 3, 3)
    expect(messages(thread).map((it) => it.text)).toEqual(['edited'])
  })

  it('believes a frame rather than a list that was asked for before it came', () => {
    const thread = withFrame(EMPTY, message(1, { text: 'edited' }), 2, 5)
    const listed = page(message(1, { text: 'before', client_message_id: 'a' }))
    expect(messages(withPage(thread, listed, 4))[0]).toMatchObject({
      text: 'edited',
      client_message_id: 'a',
    })
    expect(messages(withPage(thread, listed, 6))[0]?.text).toBe('before')
  })

  it('keeps the name of a message of the visitor when a frame forgets it', () => {
    const own = message(1, { author: { kind: 'customer' }, client_message_id: 'a' })
    const { client_message_id: _, ...nameless } = own
    const thread = withFrame(withPage(EMPTY, page(own), 1), nameless, 2, 2)
    expect(messages(thread)[0]?.client_message_id).toBe('a')
  })

  it('ends up the same for every order of the same frames, some of them twice', () => {
    const frames = [1, 2, 3, 4, 5].flatMap((seq) =>
      [1, 2].map((version) => ({ seq, version, text: `${seq} in version ${version}` })),
    )
    const told = (order: typeof frames) =>
      messages(
        order.reduce(
          (thread, { seq, version, text }, at) =>
            withFrame(thread, message(seq, { text }), version, at),
          EMPTY,
        ),
      )
    const straight = told(frames)
    for (let step = 1; step < frames.length; step += 2) {
      const turned = [...frames, ...frames].filter((_, at) => (at * step) % 3 !== 1)
      turned.push(...[...frames].reverse())
      expect(told(turned)).toEqual(straight)
    }
  })

  it('knows where something is missing', () => {
    const thread = withPage(EMPTY, page(message(1), message(2)), 1)
    expect(leavesGap(thread, 3)).toBe(false)
    expect(leavesGap(thread, 4)).toBe(true)
    expect(leavesGap(withFrame(thread, message(3), 1, 2), 4)).toBe(false)
  })
})
