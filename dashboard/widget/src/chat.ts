import { type Api, MOST_MESSAGES, Refusal, type Signed, type Visit } from './api'
import { Files } from './files'
import { Live } from './live'
import type { FileLink, Frame, Message, Session } from './model'
import * as outbox from './outbox'
import { checkAfter, pause, pollAfter } from './pace'
import { isOf, Sessions } from './sessions'
import { speaker } from './speaker'
import type { ChatState, Surroundings } from './state'
import type { Store } from './store'
import * as thread from './thread'
import { put } from './upload'

const AWAITED_MS = 3_000
const AGENT_TYPES_MS = 6_000
const SAY_TYPING_MS = 3_000

/** The visitor's conversation: what is known of it, and what is done about it. */
export class Chat {
  private phase: ChatState['phase'] = 'idle'
  private known = thread.EMPTY
  private returns = false
  private conversationId: string | undefined
  private sending: string | undefined
  private slowed = false
  private isOpen = false
  private failed = 0
  /** Until when the API asked to be left alone; 0 where it did not. */
  private waitsUntil = 0
  /** Counts what was heard and asked, so that the later of two tellings is known. */
  private tick = 0
  private syncing = false
  private syncAgain = false
  private pumping = false
  private pumpAgain = false
  private unsent = 0
  private pollTimer: ReturnType<typeof setTimeout> | undefined
  private pumpTimer: ReturnType<typeof setTimeout> | undefined
  private typesTimer: ReturnType<typeof setTimeout> | undefined
  private saidTyping = 0
  /** When something was last written or heard. */
  private newsAt = 0
  private listeners: ((state: ChatState) => void)[] = []
  private readonly live: Live
  private readonly files: Files
  private readonly sessions: Sessions

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    visit: Visit,
    private readonly around: Surroundings,
  ) {
    this.live = new Live({
      address: () => this.withSession((it) => this.api.socketUrl(it.session_token)),
      opened: () => void this.sync(),
      closed: () => {
        this.emit()
        this.schedulePoll()
      },
      frame: (frame) => this.hear(frame),
    })
    this.files = new Files({
      begin: (facts) => this.withSession((it) => this.api.createFile(it.session_token, facts)),
      put,
      send: (id, text, fileId) => this.send(id, text, fileId),
      now: around.now,
      isOnline: around.isOnline,
      changed: () => {
        this.settle()
        this.noteNews()
        this.emit()
      },
      forbidden: () => {
        this.store.forbidFiles(around.now())
        this.emit()
      },
      pause: (failed) => pause(failed, Math.random()),
    })
    this.sessions = new Sessions(api, store, visit, around, () => this.files.renew())
  }

  /** Tells of the state now and after each change. */
  listen(listener: (state: ChatState) => void): void {
    this.listeners.push(listener)
    listener(this.state())
  }

  /** Goes on where an earlier page left off, if there is something to go on with. */
  resume(): void {
    const left = outbox.next(this.store.outbox()) !== undefined
    if (left || this.store.session(this.around.now()) !== undefined) this.engage()
  }

  setOpen(open: boolean): void {
    this.isOpen = open
    if (open) this.engage()
    this.see()
    this.noteNews()
    this.emit()
  }

  /** Writes a message; it is sent as soon as that is possible. */
  write(text: string): void {
    const at = new Date(this.around.now()).toISOString()
    this.keep(outbox.add(this.store.outbox(), this.around.newId(), text, at, this.sessions.who))
    this.engage()
    void this.pump()
  }

  /** Sends files, the words with the first of them. */
  attach(files: readonly File[], text: string): void {
    files.forEach((file, place) => {
      this.files.add(this.around.newId(), file, place === 0 ? text : '', this.sessions.who)
    })
    this.engage()
  }

  /** Where to read the file of a message, for a while. */
  fileOf(seq: number): Promise<FileLink> {
    return this.withSession((it) => this.api.fileOf(it.session_token, seq))
  }

  /** Tries again what was refused. */
  retry(id: string): void {
    this.files.retry(id)
    this.keep(outbox.again(this.store.outbox(), id))
    void this.pump()
  }

  /** Gives up what was refused. */
  discard(id: string): void {
    this.files.discard(id)
    this.keep(outbox.without(this.store.outbox(), id))
  }

  /** Lets the agent know that the visitor is writing. */
  types(): void {
    const now = this.around.now()
    const { conversationId } = this
    if (conversationId === undefined || now - this.saidTyping < SAY_TYPING_MS) return
    if (speaker(thread.messages(this.known)).kind === 'bot') return
    this.saidTyping = now
    this.live.say({ action: 'typing', conversation_id: conversationId })
  }

  /**
   * The visitor has logged in, and this was signed of them; or nothing is signed any more. A
   * conversation that nobody was proved in goes on; another visitor's is left.
   */
  identify(signed: Signed | undefined): void {
    const isAnother = this.sessions.identify(signed)
    const { who } = this.sessions
    const isLeft = (it: Pick<outbox.Outgoing, 'of'>) =>
      it.of === undefined ? isAnother : it.of !== who
    if (this.files.items.some(isLeft)) this.files.forget(isLeft)
    this.files.adopt(who)
    if (isAnother) {
      this.known = thread.EMPTY
      this.conversationId = undefined
      this.live.renew()
    }
    if (this.phase !== 'idle') void this.sync()
    this.emit()
  }

  /** The page is looked at again, or the network is back. */
  wake(): void {
    if (this.phase === 'idle' || this.phase === 'unavailable') return
    this.failed = 0
    this.see()
    this.live.start()
    void this.pump()
    void this.files.run()
    if (!this.live.isOpen) void this.sync()
    this.emit()
  }

  /** Another page of the site kept something. */
  storeChanged(): void {
    this.settle()
    this.emit()
  }

  /** What is on its way out. */
  private waiting(): ReadonlySet<string> {
    return new Set([...this.store.outbox(), ...this.files.items].map((it) => it.id))
  }

  private send(id: string, text: string, fileId?: string): Promise<void> {
    return this.withSession(async (it) => {
      // While a session was asked for, somebody else may have come, who did not write this.
      if (this.waiting().has(id)) await this.api.send(it.session_token, id, text, fileId)
    })
  }

  private engage(): void {
    if (this.phase !== 'idle') return
    this.phase = 'loading'
    this.returns = this.store.session(this.around.now()) !== undefined
    this.live.start()
    void this.sync()
    void this.pump()
  }

  private state(): ChatState {
    const messages = thread.messages(this.known)
    const read = this.store.read()
    const attachments = this.store.session(this.around.now())?.attachments
    const away = !this.around.isOnline() || (this.failed > 1 && this.waitsUntil === 0)
    return {
      phase: this.phase,
      returns: this.returns,
      link: away ? 'offline' : this.live.isOpen ? 'live' : 'polling',
      messages,
      outbox: this.store.outbox(),
      files: this.files.items,
      attachments: attachments?.allowed ? attachments : undefined,
      preview: (fileId) => this.files.preview(fileId),
      sending: this.sending,
      slowed: this.slowed,
      speaker: speaker(messages),
      agentTypes: this.typesTimer !== undefined,
      unread: messages.filter((it) => it.seq > read && it.author.kind !== 'customer').length,
      open: this.isOpen,
    }
  }

  private emit(): void {
    const state = this.state()
    for (const listener of this.listeners) listener(state)
  }

  /** Takes note of what changed: what arrived is no longer on its way, and was perhaps seen. */
  private settle(): void {
    const before = this.store.outbox()
    const messages = thread.messages(this.known)
    const left = outbox.confirmed(before, messages)
    if (left !== before) this.store.keepOutbox(left)
    this.files.confirm(messages)
    this.see()
  }

  private see(): void {
    if (!this.isOpen || !this.around.isVisible()) return
    const last = thread.messages(this.known).at(-1)
    if (last !== undefined) this.store.keepRead(last.seq)
  }

  private keep(left: outbox.Outbox): void {
    this.store.keepOutbox(left)
    this.noteNews()
    this.emit()
  }

  private noteNews(): void {
    this.newsAt = this.around.now()
    this.schedulePoll()
  }

  private hear(frame: Frame): void {
    if (frame.type === 'typing') {
      clearTimeout(this.typesTimer)
      this.typesTimer = setTimeout(() => this.agentPauses(), AGENT_TYPES_MS)
    } else if (frame.type === 'message.created' || frame.type === 'message.status') {
      if (frame.data === undefined) return
      this.learn(frame.data, frame.version ?? 0)
    } else return
    this.emit()
  }

  private learn(said: Message, version: number): void {
    const there = thread.messages(this.known).map((it) => it.client_message_id ?? '')
    const message = this.files.named(outbox.named(this.store.outbox(), said, new Set(there)))
    const isLost = thread.leavesGap(this.known, message.seq)
    this.tick += 1
    this.known = thread.withFrame(this.known, message, version, this.tick)
    if (message.author.kind === 'agent') this.agentPauses()
    this.settle()
    this.noteNews()
    const isNameless = message.author.kind === 'customer' && !message.client_message_id
    if (isLost || isNameless) void this.sync()
  }

  private agentPauses(): void {
    clearTimeout(this.typesTimer)
    this.typesTimer = undefined
    this.emit()
  }

  /** Reads what is new. What is asked for while it reads is read afterwards. */
  private async sync(): Promise<void> {
    this.syncAgain = true
    if (this.syncing) return
    this.syncing = true
    try {
      while (this.syncAgain) {
        this.syncAgain = false
        await this.readOn()
      }
      this.failed = 0
      this.phase = 'ready'
    } catch (error) {
      this.trouble(error)
    } finally {
      this.syncing = false
      this.schedulePoll()
      this.emit()
    }
  }

  private async readOn(): Promise<void> {
    for (;;) {
      this.tick += 1
      const asked = this.tick
      const { after } = this.known
      const { page, of } = await this.withSession(async (it) => ({
        page: await this.api.list(it.session_token, after),
        of: it.conversation_id,
      }))
      // A new conversation has begun meanwhile.
      if (of !== this.conversationId || this.known.after !== after) continue
      this.known = thread.withPage(this.known, page, asked)
      if (page.items.length > 0) this.newsAt = this.around.now()
      this.settle()
      if (this.known.after - after < MOST_MESSAGES) return
      this.emit()
    }
  }

  private trouble(error: unknown): void {
    const { kind, waitMs } = error instanceof Refusal ? error : new Refusal('away')
    if (kind === 'unknown') {
      this.phase = 'unavailable'
      this.live.stop()
    }
    this.waitsUntil = waitMs === undefined ? 0 : this.around.now() + waitMs
    this.failed += 1
  }

  private schedulePoll(): void {
    clearTimeout(this.pollTimer)
    if (this.phase === 'idle' || this.phase === 'unavailable') return
    this.pollTimer = setTimeout(() => void this.sync(), this.pollPause())
  }

  private pollPause(): number {
    if (this.waitsUntil > 0 && this.failed > 0)
      return Math.max(0, this.waitsUntil - this.around.now())
    if (this.failed > 0) return pause(this.failed, Math.random())
    // What was accepted should show itself at once.
    const ways = [...this.store.outbox(), ...this.files.items]
    if (ways.some((it) => it.stage === 'accepted')) return AWAITED_MS
    const sinceNews = this.around.now() - this.newsAt
    if (this.live.isOpen) return checkAfter(sinceNews)
    return pollAfter(sinceNews, this.isOpen && this.around.isVisible())
  }

  /** Sends what waits, one after the other, so that it arrives in order. */
  private async pump(): Promise<void> {
    this.pumpAgain = true
    if (this.pumping) return
    this.pumping = true
    clearTimeout(this.pumpTimer)
    try {
      while (this.pumpAgain) {
        this.pumpAgain = false
        await this.around.alone('send', () => this.sendAll())
      }
    } finally {
      this.pumping = false
      this.schedulePoll()
    }
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      // Read anew each time: another page of the site may have sent it.
      const { who } = this.sessions
      const one = outbox.next(this.store.outbox().filter((it) => isOf(it, who)))
      if (one === undefined || !this.around.isOnline()) return
      const stage = await this.sendOne(one)
      if (stage === 'waiting') return
      this.unsent = 0
      this.keep(outbox.moved(this.store.outbox(), one.id, stage))
      this.settle()
    }
  }

  private pumpLater(waitMs: number | undefined): void {
    this.unsent += 1
    const ms = waitMs ?? pause(this.unsent, Math.random())
    this.pumpTimer = setTimeout(() => void this.pump(), ms)
  }

  private async sendOne(one: outbox.Outgoing): Promise<outbox.Stage> {
    this.sending = one.id
    this.slowed = false
    this.emit()
    try {
      await this.send(one.id, one.text)
      return 'accepted'
    } catch (error) {
      const { kind, waitMs } = error instanceof Refusal ? error : new Refusal('away')
      if (kind === 'rejected' || kind === 'forbidden' || kind === 'unknown') return 'failed'
      this.slowed = kind === 'limited'
      this.pumpLater(waitMs)
      return 'waiting'
    } finally {
      this.sending = undefined
      this.emit()
    }
  }

  /** Does this with a session; with a new one, if the one at hand is refused. */
  private async withSession<Answer>(call: (session: Session) => Promise<Answer>): Promise<Answer> {
    const session = await this.session()
    try {
      return await call(session)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'session') throw error
      this.sessions.refused(session)
      return call(await this.session())
    }
  }

  private async session(): Promise<Session> {
    const session = await this.sessions.current()
    if (this.conversationId !== session.conversation_id) {
      // The socket still listens to the old one.
      if (this.conversationId !== undefined) this.live.renew()
      this.conversationId = session.conversation_id
      this.known = thread.EMPTY
    }
    return session
  }
}
