import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../api/client'
import { Thread } from './thread'

function message(seq: number, version = 1): Message {
  return {
    id: `msg_${seq}`,
    conversation_id: 'cnv_1',
    seq,
    version,
    author: { kind: 'customer' },
    kind: 'text',
    text: `${seq} v${version}`,
    status: 'received',
    created_at: '2026-01-01T00:00:00Z',
  }
}

/** A server that holds these messages. */
function serverOf(all: Map<number, Message>) {
  let asked = 0
  return {
    get asked() {
      return asked
    },
    api: {
      messages: async (_: string, query: { before?: number; after?: number; limit?: number }) => {
        asked += 1
        const limit = query.limit ?? 25
        const sorted = [...all.values()].sort((a, b) => a.seq - b.seq)
        if (query.after !== undefined) {
          const { after } = query
          const rest = sorted.filter((one) => one.seq > after)
          return {
            items: rest.slice(0, limit),
            next_cursor: rest.length > limit ? 'more' : null,
          }
        }
        const rest = sorted.filter((one) => one.seq < (query.before ?? Number.POSITIVE_INFINITY))
        return {
          items: rest.slice(-limit),
          next_cursor: rest.length > limit ? 'more' : null,
        }
      },
    },
  }
}

const said = (thread: Thread) => thread.getState().messages.map((one) => one.text)
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('a thread', () => {
  it('equals the server after frames were lost, repeated and shuffled, once it was read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (before, changes, chance) => {
          const all = new Map<number, Message>()
          for (let seq = 1; seq <= before; seq++) all.set(seq, message(seq))
          const server = serverOf(all)
          const thread = new Thread(server.api, 'cnv_1')
          await thread.refetch()

          const frames: Message[] = []
          for (const change of changes) {
            const present = all.get(change)
            const next = present ? message(change, present.version + 1) : message(all.size + 1)
            all.set(next.seq, next)
            frames.push(next)
          }
          const delivered = frames
            .flatMap((frame) => {
              const roll = chance.next().value
              return roll < 0.3 ? [] : roll < 0.5 ? [frame, frame] : [frame]
            })
            .map((frame) => ({ frame, at: chance.next().value }))
            .sort((a, b) => a.at - b.at)
          for (const { frame } of delivered) thread.hear(frame)
          await settled()
          await thread.refetch()

          const fresh = new Thread(server.api, 'cnv_1')
          await fresh.refetch()
          expect(said(thread).slice(-said(fresh).length)).toEqual(said(fresh))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('reads what a frame shows to be missing', async () => {
    const all = new Map([1, 2, 3].map((seq) => [seq, message(seq)]))
    const thread = new Thread(serverOf(all).api, 'cnv_1')
    await thread.refetch()
    for (const seq of [4, 5, 6]) all.set(seq, message(seq))
    thread.hear(message(6))
    await settled()
    expect(thread.getState().messages.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('catches up with lost frames in one request, however much it holds', async () => {
    const all = new Map(Array.from({ length: 400 }, (_, i) => [i + 1, message(i + 1)]))
    const server = serverOf(all)
    const thread = new Thread(server.api, 'cnv_1')
    await thread.refetch()
    await thread.reach(1)
    const { asked } = server
    all.set(399, message(399, 2))
    all.set(401, message(401))
    await thread.catchUp()
    expect(server.asked).toBe(asked + 1)
    expect(said(thread).slice(-3)).toEqual(['399 v2', '400 v1', '401 v1'])
    expect(said(thread)).toHaveLength(401)
  })

  it('reads back to the message that proves the reason, however far', async () => {
    const all = new Map(Array.from({ length: 400 }, (_, i) => [i + 1, message(i + 1)]))
    const server = serverOf(all)
    const thread = new Thread(server.api, 'cnv_1')
    await thread.refetch()
    expect(await thread.reach(120)).toBe(true)
    expect(server.asked).toBeLessThan(6)
    expect(await thread.reach(401)).toBe(false)
  })
})
