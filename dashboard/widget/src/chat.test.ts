import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Api, proved, Refusal, type Signed, type Visit } from './api'
import { Chat } from './chat'
import type { Attachments, Message, Page, Session } from './model'
import { identified } from './sessions'
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
  /** The sessions that sends were attempted with. */
  tokens: string[] = []
  trouble: Refusal[] = []
  online = true
  attachments: Attachments | undefined
  private ids = 0

  /** Whether signatures are still good. */
  signatures = true

  chat(visit: Visit = {}): Chat {
    const api: Pick<
      Api,
      'beginSession' | 'proveSession' | 'send' | 'list' | 'socketUrl' | 'createFile'
    > = {
      beginSession: async (said) => this.begin(said),
      proveSession: async (token, said) => {
        await this.holds
        return this.prove(token, said)
      },
      send: async (token, id, text) => this.take(token, id, text),
      list: async (token, after) => this.list(token, after),
      socketUrl: async () => undefined,
      createFile: async () => {
        throw new Refusal('forbidden')
      },
    }
    const chat = new Chat(api as Api, new Store(this.shelf, 'con_1'), visit, {
      now: () => Date.now(),
      newId: () => `own${++this.ids}`,
      isVisible: () => true,
      isOnline: () => this.online,
      alone: (_, work) => work(),
    })
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

  /** Attempts to begin a session, and what they are answered. */
  begins = 0
  tooMany: Refusal | undefined

  private begin(visit: Visit): Session {
    this.begins += 1
    if (this.tooMany) throw this.tooMany
    if (visit.signed && !this.signatures) throw new Refusal('rejected')
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

  /** Attempts to prove a session. */
  proofs: string[] = []
  refusesToProve: Refusal['kind'] | undefined
  /** What the answer to a proof waits for. */
  holds: Promise<void> | undefined

  private prove(token: string, visit: Visit): Session {
    this.proofs.push(token)
    if (this.refusesToProve) throw new Refusal(this.refusesToProve)
    this.check(token)
    if (visit.signed && !this.signatures) throw new Refusal('rejected')
    this.proofsOf += 1
    const proved = `${token}+${this.proofsOf}`
    this.valid.add(proved)
    const expires_at = new Date(Date.now() + 86_400_000).toISOString()
    return { session_token: proved, conversation_id: `cnv_${this.sessions}`, expires_at }
  }
  private proofsOf = 0

  private take(token: string, id: string, text: string): void {
    this.attempts.push(id)
    this.tokens.push(token)
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

  it('is not gone on with by somebody else at the same browser', async () => {
    const visit = (customer: string, expires_at: string): Visit => ({
      signed: {
        payload: JSON.stringify({ expires_at, attributes: { customer } }),
        signature: '00ff',
      },
    })
    const kept = new Store(world.shelf, 'con_1')
    const isThere = () => kept.session(Date.now()) !== undefined && kept.outbox().length === 1
    for (const other of [visit('99', '10:00'), {}]) {
      world.trouble = Array.from({ length: 9 }, () => new Refusal('away'))
      world.chat(visit('88', '10:00')).write('of 88')
      await soon()
      expect(isThere()).toBe(true)
      world.chat(visit('88', '11:00'))
      expect(isThere()).toBe(true)
      world.chat(other)
      expect([kept.session(Date.now()), kept.outbox()]).toEqual([undefined, []])
    }
  })

  it('begins although the page is older than what was signed for it', async () => {
    world.signatures = false
    const payload = '{"attributes": {"tier": "vip"}, "expires_at": "2026-03-03T00:00:00Z"}'
    const chat = world.chat({ signed: { payload, signature: '00ff' } })
    chat.setOpen(true)
    chat.write('hello')
    await later()
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

  it('begins later where too many others have begun, and keeps what was written', async () => {
    world.tooMany = new Refusal('limited', 40_000)
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('one')
    await vi.advanceTimersByTimeAsync(20_000)
    chat.write('two')
    chat.wake()
    await vi.advanceTimersByTimeAsync(19_000)
    expect(world.begins).toBe(1)
    expect([world.state.link, world.state.slowed]).toEqual(['polling', true])
    expect(world.state.outbox.map((it) => [it.text, it.stage])).toEqual([
      ['one', 'waiting'],
      ['two', 'waiting'],
    ])
    world.tooMany = undefined
    await later()
    expect([world.sessions, words(), world.state.outbox]).toEqual([1, ['one', 'two'], []])
  })

  it('waits as long as it was told to, whatever is written meanwhile', async () => {
    world.tooMany = new Refusal('limited', 40_000)
    const chat = world.chat()
    chat.setOpen(true)
    await vi.advanceTimersByTimeAsync(35_000)
    chat.write('one')
    world.tooMany = undefined
    await vi.advanceTimersByTimeAsync(6_000)
    expect([world.sessions, world.state.phase, world.state.link]).toEqual([1, 'ready', 'polling'])
    world.says('agent', 'hello')
    await later()
    expect(words()).toEqual(['one', 'hello'])
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

const signedOf = (customer: string): Signed => ({
  payload: JSON.stringify({ expires_at: '10:00', attributes: { customer } }),
  signature: '00ff',
})

describe('a visitor who logs in during a chat', () => {
  it('goes on with the conversation, and writes proved from then on', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('before')
    await later()
    chat.identify(signedOf('88'))
    chat.write('after')
    await later()
    expect(world.sessions).toBe(1)
    expect(words()).toEqual(['before', 'after'])
    expect(world.tokens).toEqual(['token1', 'token1+1'])
    // The next page, whose script says so before the widget is there, has nothing to prove.
    const next = world.chat(identified({ name: 'Ann' }, signedOf('88')))
    next.resume()
    await later()
    expect([world.proofs, words()]).toEqual([['token1'], ['before', 'after']])
  })

  it('goes on as well where it is the next page that knows of it', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('before')
    await later()
    const next = world.chat({ signed: signedOf('88') })
    next.resume()
    next.write('after')
    await later()
    expect([world.sessions, world.proofs]).toEqual([1, ['token1']])
    expect(words()).toEqual(['before', 'after'])
    expect(world.tokens.at(-1)).toBe('token1+1')
  })

  it('proves nothing before there is a session, which begins proved', async () => {
    const chat = world.chat()
    chat.identify(signedOf('88'))
    chat.setOpen(true)
    await later()
    expect([world.sessions, world.proofs]).toEqual([1, []])
    expect(new Store(world.shelf, 'con_1').session(Date.now())?.proved).toContain('88')
  })

  it('leaves the conversation of another who was logged in, and of whoever logs out', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    chat.identify(signedOf('88'))
    chat.write('of 88')
    await later()
    world.online = false
    chat.write('not sent yet')
    await soon()
    chat.identify(signedOf('99'))
    expect([words(), world.state.outbox]).toEqual([[], []])
    world.online = true
    chat.wake()
    await later()
    expect([world.sessions, words()]).toEqual([2, []])
    chat.write('of 99')
    await later()
    chat.identify(undefined)
    await later()
    expect([world.sessions, words()]).toEqual([3, []])
  })

  it('is not taken for one who logged in a moment before', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    await soon()
    let answers: () => void = () => {}
    world.holds = new Promise((resolve) => {
      answers = resolve
    })
    chat.identify(signedOf('88'))
    await soon()
    chat.write('of 88')
    chat.identify(signedOf('99'))
    chat.write('of 99')
    answers()
    await later()
    expect(world.sessions).toBe(2)
    expect([words(), world.state.outbox]).toEqual([['of 99'], []])
    expect(new Store(world.shelf, 'con_1').session(Date.now())?.proved).toContain('99')
  })

  it('says nothing of what another wrote who had no session yet', async () => {
    world.online = false
    const chat = world.chat()
    chat.setOpen(true)
    chat.write('before')
    chat.identify(signedOf('88'))
    chat.write('of 88')
    chat.identify(signedOf('99'))
    chat.write('of 99')
    world.online = true
    chat.wake()
    await later()
    expect([world.sessions, words()]).toEqual([1, ['of 99']])
  })

  it('says nothing of what another wrote on a page before, nor what another tab has to say', async () => {
    const store = new Store(world.shelf, 'con_1')
    const of = proved({ signed: signedOf('88') })
    const said = (id: string) => ({ id, text: 'of 88', at: '', stage: 'waiting' as const, of })
    store.keepOutbox([said('a page before')])
    const chat = world.chat({ signed: signedOf('99') })
    expect(store.outbox()).toEqual([])
    store.keepOutbox([said('another tab')])
    chat.write('of 99')
    await later()
    expect([world.sessions, words()]).toEqual([1, ['of 99']])
    expect(store.outbox().map(({ id }) => id)).toEqual(['another tab'])
  })

  it('is heard although nothing can be proved', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    await soon()
    for (const kind of ['rejected', 'away'] as const) {
      world.refusesToProve = kind
      world.proofs = []
      chat.identify(signedOf('88'))
      chat.write(kind)
      await soon()
      expect(world.messages.at(-1)?.text).toBe(kind)
      expect(world.proofs).toHaveLength(1)
    }
    // What could not be reached is asked again, and what was refused is not.
    world.refusesToProve = undefined
    await later()
    expect(world.proofs).toHaveLength(2)
    chat.write('proved')
    await later()
    expect(world.tokens.at(-1)).toBe('token1+1')
    expect(world.sessions).toBe(1)
  })

  it('is not heard in a conversation that is not theirs while they wait for their own', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    await soon()
    world.refusesToProve = 'limited'
    chat.identify(signedOf('88'))
    chat.write('of 88')
    await soon()
    expect([world.attempts, world.state.outbox.length]).toEqual([[], 1])
    world.refusesToProve = undefined
    await later()
    expect([words(), world.tokens]).toEqual([['of 88'], ['token1+1']])
  })

  it('begins anew, proved, where the session has ended', async () => {
    const chat = world.chat()
    chat.setOpen(true)
    await later()
    world.valid.clear()
    chat.identify(signedOf('88'))
    chat.write('hello')
    await later()
    expect([world.sessions, words()]).toEqual([2, ['hello']])
    expect(new Store(world.shelf, 'con_1').session(Date.now())?.proved).toContain('88')
  })
})
