import { delayBefore } from './backoff'

/** A frame as it comes; `data` has the shape that the HTTP API gives. */
export type Frame =
  | { type: 'pong' | 'watching' | 'error'; [more: string]: unknown }
  | { type: 'typing'; conversation_id: string; author: { kind: 'agent' | 'customer'; id?: string } }
  | { type: string; id: string; version: number; data: unknown }

export type Connection = 'connecting' | 'live' | 'reconnecting'

export interface SocketParts {
  url: string
  ticket(): Promise<string>
  onFrame(frame: Frame): void
  /** Frames come from now on, and what came before was missed: read everything again. */
  onOpen(): void
  open?(url: string): WebSocket
  random?(): number
}

const PING_EVERY = 120_000
const PONG_WITHIN = 15_000

/** One WebSocket after another, for as long as somebody is signed in. */
export class LiveSocket {
  connection: Connection = 'connecting'
  #socket: WebSocket | undefined
  #attempt = 0
  #ended = false
  #watching: string | null = null
  #next: ReturnType<typeof setTimeout> | undefined
  #ping: ReturnType<typeof setInterval> | undefined
  #pong: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  constructor(private readonly parts: SocketParts) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getConnection = (): Connection => this.connection

  start(): void {
    addEventListener('online', this.#hurry)
    addEventListener('offline', this.#lose)
    document.addEventListener('visibilitychange', this.#look)
    void this.#connect()
  }

  stop(): void {
    this.#ended = true
    removeEventListener('online', this.#hurry)
    removeEventListener('offline', this.#lose)
    document.removeEventListener('visibilitychange', this.#look)
    clearTimeout(this.#next)
    this.#drop()
  }

  /** Which conversation's messages to hear of beside one's own; null for none. */
  watch(conversationId: string | null): void {
    this.#watching = conversationId
    this.#say({ action: 'watch', conversation_id: conversationId })
  }

  get watching(): string | null {
    return this.#watching
  }

  typing(conversationId: string): void {
    this.#say({ action: 'typing', conversation_id: conversationId })
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#next)
    if (this.#ended || this.#socket) return
    let socket: WebSocket
    try {
      const ticket = await this.parts.ticket()
      if (this.#ended || this.#socket) return
      const url = `${this.parts.url}?ticket=${encodeURIComponent(ticket)}`
      socket = this.parts.open?.(url) ?? new WebSocket(url)
    } catch {
      this.#later()
      return
    }
    this.#socket = socket
    socket.onopen = () => {
      this.#attempt = 0
      this.#ping = setInterval(this.#check, PING_EVERY)
      if (this.#watching) this.watch(this.#watching)
      this.#become('live')
      this.parts.onOpen()
    }
    socket.onmessage = (event) => {
      clearTimeout(this.#pong)
      const frame = parse(event.data)
      if (frame && frame.type !== 'pong') this.parts.onFrame(frame)
    }
    socket.onclose = () => {
      if (this.#socket !== socket) return
      this.#drop()
      this.#later()
    }
  }

  #later(): void {
    if (this.#ended) return
    this.#become('reconnecting')
    const random = (this.parts.random ?? Math.random)()
    this.#next = setTimeout(() => void this.#connect(), delayBefore(this.#attempt++, random))
  }

  #drop(): void {
    clearInterval(this.#ping)
    clearTimeout(this.#pong)
    const socket = this.#socket
    this.#socket = undefined
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  /** Asks the other side to answer; one that does not is gone, whatever the socket says. */
  #check = (): void => {
    if (!this.#say({ action: 'ping' })) return
    clearTimeout(this.#pong)
    this.#pong = setTimeout(this.#lose, PONG_WITHIN)
  }

  #lose = (): void => {
    this.#drop()
    clearTimeout(this.#next)
    this.#later()
  }

  #hurry = (): void => {
    if (this.#socket) this.#check()
    else {
      this.#attempt = 0
      void this.#connect()
    }
  }

  #look = (): void => {
    if (document.visibilityState === 'visible') this.#hurry()
  }

  #say(frame: object): boolean {
    if (this.#socket?.readyState !== 1) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  #become(connection: Connection): void {
    if (this.connection === connection) return
    this.connection = connection
    for (const listener of this.#listeners) listener()
  }
}

function parse(data: unknown): Frame | undefined {
  try {
    const frame = JSON.parse(String(data))
    return typeof frame?.type === 'string' ? frame : undefined
  } catch {
    return undefined
  }
}
