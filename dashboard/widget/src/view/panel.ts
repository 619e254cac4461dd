import type { FileLink } from '../model'
import type { Settings } from '../settings'
import type { Speaker } from '../speaker'
import type { ChatState } from '../state'
import type { Strings } from '../strings'
import { h, ICONS, icon, say, set } from './dom'
import { lines } from './entry'
import { Log } from './log'
import { Writer, type WriterActions } from './writer'

/** What the panel asks of the conversation. */
export interface PanelActions extends WriterActions {
  readonly fileOf: (seq: number) => Promise<FileLink>
  readonly retry: (id: string) => void
  readonly discard: (id: string) => void
  readonly close: () => void
}

const TITLE = 'title'

/** The open chat. */
export class Panel {
  readonly element: HTMLElement
  private readonly speaker = h('p', { class: 'speaker' })
  private readonly speakerWords = h('span')
  private readonly typing = h('p', { class: 'typing', role: 'status' })
  private readonly status = h('p', { class: 'state', role: 'status' })
  private readonly log: Log
  private readonly writer: Writer
  private readonly drop: HTMLElement
  private takesFiles = false

  constructor(
    settings: Settings,
    private readonly strings: Strings,
    acts: PanelActions,
  ) {
    const id = (key: string) => key.slice('own:'.length)
    this.log = new Log(strings, settings.locale, settings.greeting ?? strings.greeting, {
      fileOf: acts.fileOf,
      retry: (key) => acts.retry(id(key)),
      discard: (key) => {
        acts.discard(id(key))
        this.writer.focus()
      },
    })
    this.writer = new Writer(strings, settings.locale, acts)
    this.drop = h('p', { class: 'drop' }, strings.drop)
    this.drop.hidden = true
    const close = h('button', { type: 'button', 'aria-label': strings.close }, icon(ICONS.close))
    close.addEventListener('click', acts.close)
    this.speaker.append(h('i', { 'aria-hidden': 'true' }), this.speakerWords)
    const title = h('h2', { id: TITLE, dir: 'auto' }, settings.title ?? strings.title)
    this.element = h(
      'section',
      { id: 'panel', class: 'panel', role: 'dialog', 'aria-labelledby': TITLE },
      h('div', { class: 'head' }, title, close),
      this.speaker,
      this.log.element,
      this.typing,
      this.status,
      this.writer.element,
      this.drop,
    )
    this.takeDrops()
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) {
        event.stopPropagation()
        acts.close()
      } else if (event.key === 'Tab') this.keepFocus(event)
    })
  }

  /** Whether it covers the page, as it does on a phone: then the focus stays in it. */
  set modal(modal: boolean) {
    set(this.element, { 'aria-modal': modal ? 'true' : undefined })
  }

  focus(): void {
    this.log.toEnd()
    this.writer.focus()
  }

  show(state: ChatState): void {
    this.log.busy = state.phase === 'loading'
    this.log.show(lines(state))
    this.takesFiles = state.attachments !== undefined && state.phase === 'ready'
    this.writer.takes = state.attachments
    this.showSpeaker(state.speaker)
    this.showTyping(state)
    say(this.status, this.statusOf(state))
    this.writer.element.hidden = state.phase === 'unavailable'
  }

  private showSpeaker(speaker: Speaker): void {
    this.speaker.hidden = speaker.kind === 'bot'
    if (speaker.kind === 'bot') return
    const waiting = speaker.kind === 'notice' && speaker.waiting
    set(this.speaker, { 'data-waiting': waiting ? '' : undefined, dir: 'auto' })
    const { agent, speakingWith } = this.strings
    const isNotice = speaker.kind === 'notice'
    say(this.speakerWords, isNotice ? speaker.text : speakingWith(speaker.name ?? agent))
  }

  private showTyping({ agentTypes, speaker, link }: ChatState): void {
    const name = (speaker.kind === 'agent' && speaker.name) || this.strings.agent
    say(this.typing, agentTypes && link !== 'offline' ? `${name} ${this.strings.typing}` : '')
  }

  private statusOf({ phase, returns, link, slowed, files }: ChatState): string {
    if (phase === 'unavailable') return this.strings.unavailable
    const leaving = files.some((it) => it.stage === 'waiting' || it.stage === 'uploading')
    const { offline, filesStay } = this.strings
    if (link === 'offline') return leaving ? `${offline} ${filesStay}` : offline
    if (leaving) return filesStay
    if (slowed) return this.strings.slowed
    return phase === 'loading' && returns ? this.strings.loading : ''
  }

  private takeDrops(): void {
    const { element, drop } = this
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    element.addEventListener('dragover', (event) => {
      if (!carries(event)) return
      // Else the browser would leave the page to show the file.
      event.preventDefault()
      drop.hidden = !this.takesFiles
      if (event.dataTransfer) event.dataTransfer.dropEffect = this.takesFiles ? 'copy' : 'none'
    })
    element.addEventListener('dragleave', (event) => {
      const to = event.relatedTarget
      if (!(to instanceof Node && element.contains(to))) drop.hidden = true
    })
    element.addEventListener('drop', (event) => {
      drop.hidden = true
      if (!carries(event)) return
      event.preventDefault()
      this.writer.add([...(event.dataTransfer?.files ?? [])])
    })
  }

  private keepFocus(event: KeyboardEvent): void {
    if (!this.element.hasAttribute('aria-modal')) return
    const stops = [
      ...this.element.querySelectorAll<HTMLElement>('button, textarea, a[href], [tabindex]'),
    ]
    const seen = stops.filter((it) => it.checkVisibility())
    const [from, to] = event.shiftKey ? [seen[0], seen.at(-1)] : [seen.at(-1), seen[0]]
    const root = this.element.getRootNode() as ShadowRoot
    if (root.activeElement !== from) return
    event.preventDefault()
    to?.focus()
  }
}
