import { Refusal } from './api'
import type { Frame } from './model'
import { pause } from './pace'

/** Often enough for API Gateway, which closes a silent socket after ten minutes. */
const PING_MS = 3 * 60_000
/** A socket that has not answered a ping by then is dead, whatever the browser thinks. */
const ANSWER_MS = 15_000
/** A socket that lasted this long was a good one: the next pause is short again. */
const GOOD_MS = 10_000

interface Hears {
  /** The socket is open: what was missed is in the list. */
  readonly opened: () => void
  readonly closed: () => void
  readonly frame: (frame: Frame) => void
  /** Where to connect: a fresh ticket each time; none to stay away. */
  readonly address: () => Promise<string | undefined>
}

/** A WebSocket that is opened again, with a pause, for as long as it is wanted. */
export class Live {
  private socket: WebSocket | undefined
  private timers: ReturnType<typeof setTimeout>[] = []
  private failed = 0
  /** Since when the socket is open. */
  private opened: number | undefined
  private wanted = false
  private connecting = false
  /** No ticket is given out before then. */
  private waitsUntil = 0
  /** How often somebody wanted another ticket: what was asked for before is somebody else's. */
  private renewed = 0

  constructor(private readonly hears: Hears) {}

  get isOpen(): boolean {
    return this.opened !== undefined
  }

  /** Connects, now if it waits for its next attempt and may have one. */
  start(): void {
    this.wanted = true
    if (this.socket !== undefined || this.connecting) return
    this.clear()
    const waitMs = this.waitsUntil - Date.now()
    if (waitMs > 0) this.later(() => this.start(), waitMs)
    else void this.connect()
  }

  stop(): void {
    this.wanted = false
    this.clear()
    this.socket?.close()
  }

  /** Connects anew, with another ticket. */
  renew(): void {
    this.renewed += 1
    this.socket?.close()
  }

  /** Says something, or nothing if nobody listens. */
  say(frame: Readonly<Record<string, string>>): void {
    if (this.isOpen) this.socket?.send(JSON.stringify(frame))
  }

  private async connect(): Promise<void> {
    this.connecting = true
    const { renewed } = this
    let url: string | undefined
    try {
      url = await this.hears.address()
      // No address: polling is all there is.
      if (url === undefined) this.wanted = false
    } catch (error) {
      const waitMs = error instanceof Refusal ? error.waitMs : undefined
      this.waitsUntil = Date.now() + (waitMs ?? 0)
      this.retry()
      return
    } finally {
      this.connecting = false
    }
    if (!this.wanted || url === undefined) return
    if (renewed !== this.renewed) this.start()
    else this.open(new WebSocket(url))
  }

  private open(socket: WebSocket): void {
    this.socket = socket
    socket.onopen = () => {
      this.opened = Date.now()
      this.hears.opened()
      this.pingLater()
    }
    socket.onmessage = (event) => {
      this.pingLater()
      const frame = read(event.data)
      if (frame !== undefined) this.hears.frame(frame)
    }
    socket.onclose = () => {
      if (this.socket !== socket) return
      this.socket = undefined
      this.clear()
      if (this.opened !== undefined && Date.now() - this.opened > GOOD_MS) this.failed = 0
      this.opened = undefined
      this.hears.closed()
      this.retry()
    }
  }

  private retry(): void {
    if (!this.wanted) return
    this.failed += 1
    this.later(() => this.start(), pause(this.failed, Math.random()))
  }

  private pingLater(): void {
    this.clear()
    this.later(() => {
      this.say({ action: 'ping' })
      this.later(() => this.drop(), ANSWER_MS)
    }, PING_MS)
  }

  /** A dead socket may take minutes to close; it is left behind. */
  private drop(): void {
    const dead = this.socket
    dead?.close()
    dead?.onclose?.(new CloseEvent('close'))
  }

  private later(then: () => void, ms: number): void {
    this.timers.push(setTimeout(then, ms))
  }

  private clear(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers = []
  }
}

function read(data: unknown): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(String(data))
    return typeof frame === 'object' && frame !== null && 'type' in frame
      ? (frame as Frame)
      : undefined
  } catch {
    return undefined
  }
}
