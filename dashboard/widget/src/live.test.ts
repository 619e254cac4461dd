import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refusal } from './api'
import { Live } from './live'
import type { Frame } from './model'

/** A WebSocket whose other side the test is. */
class FakeSocket {
  static all: FakeSocket[] = []
  said: string[] = []
  closed = false
  onopen: (() => void) | undefined
  onmessage: ((event: { data: unknown }) => void) | undefined
  onclose: (() => void) | undefined

  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    this.said.push(text)
  }

  close(): void {
    this.closed = true
  }
}

let live: Live
let heard: (Frame | 'opened' | 'closed')[]
let tickets: number
let away: boolean
let asked: number
let limited: Refusal | undefined

const last = (): FakeSocket => {
  const socket = FakeSocket.all.at(-1)
  if (socket === undefined) throw new Error('nothing was connected')
  return socket
}
const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('CloseEvent', class {})
  FakeSocket.all = []
  heard = []
  tickets = 0
  away = false
  asked = 0
  limited = undefined
  live = new Live({
    address: async () => {
      asked += 1
      if (limited) throw limited
      if (away) throw new Error('nobody answers')
      return `ws://here?ticket=${++tickets}`
    },
    opened: () => heard.push('opened'),
    closed: () => heard.push('closed'),
    frame: (frame) => heard.push(frame),
  })
})
afterEach(() => {
  live.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the socket', () => {
  it('takes a new ticket each time that it is opened again', async () => {
    live.start()
    await minutes(0)
    last().onopen?.()
    last().onclose?.()
    await minutes(1)
    expect(FakeSocket.all.map((it) => it.url)).toEqual(['ws://here?ticket=1', 'ws://here?ticket=2'])
    expect(heard).toEqual(['opened', 'closed'])
  })

  it('goes on trying while nobody answers, and connects at once when it is told to', async () => {
    away = true
    live.start()
    await minutes(10)
    expect(FakeSocket.all).toEqual([])
    away = false
    live.start()
    await minutes(0)
    expect(FakeSocket.all).toHaveLength(1)
  })

  it('asks for no ticket before it may, whoever wants one', async () => {
    limited = new Refusal('limited', 40_000)
    live.start()
    await vi.advanceTimersByTimeAsync(20_000)
    live.start()
    live.renew()
    await vi.advanceTimersByTimeAsync(19_000)
    expect([asked, live.isOpen]).toEqual([1, false])
    limited = undefined
    await vi.advanceTimersByTimeAsync(1_000)
    expect([asked, FakeSocket.all.length]).toEqual([2, 1])
  })

  it('does not use a ticket that was asked for before another was wanted', async () => {
    live.start()
    live.renew()
    await minutes(0)
    expect(FakeSocket.all.map((it) => it.url)).toEqual(['ws://here?ticket=2'])
    live.stop()
    live.start()
    live.renew()
    live.stop()
    await minutes(1)
    expect(FakeSocket.all).toHaveLength(1)
  })

  it('pings before it has been silent for ten minutes', async () => {
    live.start()
    await minutes(0)
    last().onopen?.()
    await minutes(3)
    expect(last().said).toEqual(['{"action":"ping"}'])
    last().onmessage?.({ data: '{"type":"pong"}' })
    await minutes(3)
    expect(last().said).toHaveLength(2)
  })

  it('leaves one behind that no longer answers', async () => {
    live.start()
    await minutes(0)
    const dead = last()
    dead.onopen?.()
    await minutes(5)
    expect(dead.closed).toBe(true)
    expect(last()).not.toBe(dead)
    dead.onclose?.()
    expect(heard.filter((it) => it === 'closed')).toHaveLength(1)
  })

  it('is not shaken by what is no frame', async () => {
    live.start()
    await minutes(0)
    last().onopen?.()
    for (const data of ['', 'x', '3', 'null', '{}', '[]']) last().onmessage?.({ data })
    expect(heard).toEqual(['opened'])
  })

  it('stays away once it is stopped', async () => {
    live.start()
    await minutes(0)
    last().onopen?.()
    live.stop()
    last().onclose?.()
    await minutes(10)
    expect(FakeSocket.all).toHaveLength(1)
  })
})
