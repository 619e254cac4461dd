import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { delayBefore } from './backoff'
import { type Frame, LiveSocket } from './socket'

class FakeSocket {
  static all: FakeSocket[] = []
  readyState = 0
  sent: unknown[] = []
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  constructor(readonly url: string) {
    FakeSocket.all.push(this)
  }
  send(text: string) {
    this.sent.push(JSON.parse(text))
  }
  close() {
    this.readyState = 3
    this.onclose?.()
  }
  opens() {
    this.readyState = 1
    this.onopen?.()
  }
  says(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
}

const last = () => FakeSocket.all.at(-1) as FakeSocket

function start() {
  const frames: Frame[] = []
  const opened = vi.fn()
  let tickets = 0
  const socket = new LiveSocket({
    url: 'ws://example/dev',
    ticket: async () => `t${++tickets}`,
    onFrame: (frame) => frames.push(frame),
    onOpen: opened,
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
    random: () => 0.5,
  })
  socket.start()
  return { socket, frames, opened }
}

describe('the live socket', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    FakeSocket.all = []
  })
  afterEach(() => vi.useRealTimers())

  it('connects with a ticket of its own each time, and asks for everything to be read anew', async () => {
    const { socket, opened } = start()
    await vi.advanceTimersByTimeAsync(0)
    expect(last().url).toBe('ws://example/dev?ticket=t1')
    last().opens()
    expect(socket.connection).toBe('live')
    expect(opened).toHaveBeenCalledTimes(1)

    last().close()
    expect(socket.connection).toBe('reconnecting')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(last().url).toBe('ws://example/dev?ticket=t2')
    last().opens()
    expect(opened).toHaveBeenCalledTimes(2)
    socket.stop()
  })

  it('says again what it watches after a reconnect', async () => {
    const { socket } = start()
    await vi.advanceTimersByTimeAsync(0)
    last().opens()
    socket.watch('cnv_1')
    last().close()
    await vi.advanceTimersByTimeAsync(1_000)
    last().opens()
    expect(last().sent).toEqual([{ action: 'watch', conversation_id: 'cnv_1' }])
    socket.stop()
  })

  it('gives up a socket that no longer answers', async () => {
    const { socket } = start()
    await vi.advanceTimersByTimeAsync(0)
    last().opens()
    await vi.advanceTimersByTimeAsync(120_000)
    expect(last().sent).toEqual([{ action: 'ping' }])
    last().says({ type: 'pong' })
    await vi.advanceTimersByTimeAsync(119_000)
    expect(socket.connection).toBe('live')
    await vi.advanceTimersByTimeAsync(1_000 + 15_000)
    expect(socket.connection).toBe('reconnecting')
    socket.stop()
  })

  it('makes no more of a frame than it is', async () => {
    const { socket, frames } = start()
    await vi.advanceTimersByTimeAsync(0)
    last().opens()
    last().onmessage?.({ data: 'not json' })
    last().says({ type: 'pong' })
    last().says({ type: 'agent.presence', id: 'agt_1', version: 1, data: {} })
    expect(frames).toEqual([{ type: 'agent.presence', id: 'agt_1', version: 1, data: {} }])
    socket.stop()
  })

  it('waits longer after each failure, to a limit, and never at the same moment as others', () => {
    expect(delayBefore(0, 0)).toBe(250)
    expect(delayBefore(0, 1)).toBe(1_000)
    expect(delayBefore(3, 1)).toBe(8_000)
    expect(delayBefore(50, 1)).toBe(30_000)
    expect(delayBefore(50, 0.5)).toBeLessThan(delayBefore(50, 0.6))
  })
})
