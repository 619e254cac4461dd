import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, Refusal } from './api'
import { Chat } from './chat'
import type { Attachments, Message, Page, Session } from './model'
import type { ChatState } from './state'
import { type Shelf, Store, shelf } from './store'

/** The API, as a visitor meets it. */
class World {
  readonly shelf: Shelf = shelf({
    get localStorage(): Storage {
      throw new Error('not here')
    },
  })
  sessions = 0
  valid = new Set<string>()
  messages: Message[] = []
  /** Every attempt to send, by its name. */
  attempts: string[] = []
  trouble: Refusal[] = []
  online = true
  attachments: Attachments | undefined
  private ids = 0

  chat(): Chat {
    const api: Pick<Api, 'beginSession' | 'send' | 'list' | 'socketUrl' | 'createFile'> = {
      beginSession: async () => this.begin(),
      send: async (token, id, text) => this.take(token, id, text),
      list: async (token, after) => this.list(token, after),
      socketUrl: async () => undefined,
      createFile: async () => {
        throw new Refusal('forbidden')
      },
    }
    const chat = new Chat(
      api as Api,
      new Store(this.shelf, 'con_1'),
      {},
      {
        now: () => Date.now(),
        newId: () => `own${++this.ids}`,
        isVisible: () => true,
        isOnline: () => this.online,
        alone: (_, work) => work(),
      },
    )
    chat.listen((state) => {
      this.seen = state
    })
    return chat
  }

  private seen: ChatState | undefined

  get state(): ChatState {
    if (this.seen === undefined) throw new Error('nothing was shown')
    return this.seen
  }

  says(kind: 'bot' | 'agent', text: string): void {
    this.put({ author: { kind }, text })
  }

  private begin(): Session {
    const token = `token${++this.sessions}`
    this.valid.add(token)
    this.messages = []
    const expires_at = new Date(Date.now() + 86_400_000).toISOString()
    const { attachments } = this
    return {
      session_token: token,
      conversation_id: `cnv_${this.sessions}`,
      expires_at,
      ...(attachments ? { attachments } : {}),
    }
  }

  private take(token: string, id: string, text: string): void {
    this.attempts.push(id)
    const refusal = this.trouble.shift()
    if (refusal !== undefined) throw refusal
    this.check(token)
    if (this.messages.some((it) => it.client_message_id === id)) return
    this.put({ author: { kind: 'customer' }, text, client_message_id: id })
  }

  private list(token: string, after: number): Page {
    this.check(token)
    const items = this.messages.filter((it) => it.seq > after)
    return { items, next_after: items.at(-1)?.seq ?? after }
  }

  private check(token: string): void {
    if (!this.online) throw new Refusal('away')
    if (!this.valid.has(token)) throw new Refusal('session')
  }

  private put(said: Pick<Message, 'author' | 'text'> & Partial<Message>): void {
    const seq = this.messages.length + 1
    this.messages.push({
      id: `msg_${this.sessions}_${seq}`,
      seq,
      kind: 'text',
      status: 'sent',
      created_at: new Date().toISOString(),
      ...said,
    })
  }
}

let world: World

beforeEach(() => {
  vi.useFakeTimers()
  world = new World()
})
afterEach(() => {
  vi.useRealTimers()
})

const words = (): (string | undefined)[] => world.state.messages.map((it) => it.text)
/** Long enough for every pause and poll. */
const later = () => vi.advanceTimersByTimeAsync(60_000)
const soon = () => vi.advanceTimersByTimeAsync(10)

describe('a conversation', () => {
  it('begins when it is opened, and asks nothing of the API before', async () => {
    const chat = world.chat()
    chat.resume()
    await later()
    expect(world.sessions).toBe(0)
    chat.setOpen(true)
    await soon()
    expect(world.sessions).toBe(1)
    expect(world.state.phase).toBe('ready')
  })

  it('goes on with the same session on the next page', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('hello')
    await later()
    const next = world.chat()
    next.resume()
    await soon()
    expect(world.sessions).toBe(1)
    expect(words()).toEqual(['hello'])
  })

  it('sends what was written while offline, in order and once, even over a new page', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    await soon()
    world.online = false
    chat.write('one')
    chat.write('two')
    await later()
    expect(world.state.link).toBe('offline')
    expect(world.state.outbox.map((it) => it.stage)).toEqual(['waiting', 'waiting'])
    const next = world.chat()
    next.resume()
    next.write('three')
    world.online = true
    next.wake()
    chat.wake()
    await later()
    expect(world.messages.map((it) => it.text)).toEqual(['one', 'two', 'three'])
    expect(world.state.outbox).toEqual([])
  })

  it('repeats a send whose answer was lost under the same name', async () => {
    world.trouble = [new Refusal('away'), new Refusal('away')]
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('one')
    chat.write('two')
    await later()
    expect(world.attempts).toEqual(['own1', 'own1', 'own1', 'own2'])
    expect(words()).toEqual(['one', 'two'])
  })

  it('waits as long as it is told to', async () => {
    world.trouble = [new Refusal('limited', 30_000)]
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('one')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(world.state.slowed).toBe(true)
    expect(world.attempts).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(world.attempts).toHaveLength(2)
    expect(world.state.slowed).toBe(false)
  })

  it('says what was refused, goes on with the rest, and tries it again when asked', async () => {
    world.trouble = [new Refusal('rejected')]
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('one')
    chat.write('two')
    await later()
    expect(words()).toEqual(['two'])
    expect(world.state.outbox.map((it) => [it.text, it.stage])).toEqual([['one', 'failed']])
    chat.retry('own1')
    await later()
    expect(words()).toEqual(['two', 'one'])
  })

  it('begins anew when the session is refused, and loses nothing that was not accepted', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('before')
    await later()
    world.valid.clear()
    chat.write('after')
    await later()
    expect(world.sessions).toBe(2)
    expect(words()).toEqual(['after'])
  })

  it('counts what is unread while it is closed', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('hello')
    await later()
    chat.setOpen(false)
    world.says('bot', 'here')
    world.says('bot', 'and here')
    await later()
    expect(world.state.unread).toBe(2)
    chat.setOpen(true)
    expect(world.state.unread).toBe(0)
  })

  it('takes files where its session says so, until it is told otherwise', async () => {
    const max_bytes = { image: 9, audio: 9, video: 9, document: 9 }
    world.attachments = { allowed: true, mime_types: ['image/png'], max_bytes }
    const chat = world.chat()
    chat.setOpen(true)
    await soon()
    expect(world.state.attachments?.mime_types).toEqual(['image/png'])
    chat.attach([new File(['x'], 'a.png', { type: 'image/png' })], 'look')
    await later()
    expect(world.state.attachments).toBeUndefined()
    expect(world.state.files.map((it) => [it.text, it.stage])).toEqual([['look', 'failed']])
    // Words still go.
    chat.write('hello')
    await later()
    expect(words()).toEqual(['hello'])
  })

  it('takes no files where its session says that there are none', async () => {
    const max_bytes = { image: 9, audio: 9, video: 9, document: 9 }
    world.attachments = { allowed: false, mime_types: [], max_bytes }
    world.chat().setOpen(true)
    await soon()
    expect([world.state.phase, world.state.attachments]).toEqual(['ready', undefined])
  })

  it('reads all of a long history', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    await soon()
    for (let n = 1; n <= 250; n++) world.says('bot', `${n}`)
    await later()
    expect(world.state.messages).toHaveLength(250)
  })
})
