import type { ChatState } from '../chat'
import type { Settings } from '../settings'
import type { Speaker } from '../speaker'
import type { Strings } from '../strings'
import { h, ICONS, icon, say, set } from './dom'
import { lines } from './entry'
import { Log } from './log'
import { Writer } from './writer'

/** What the panel asks of the conversation. */
export interface PanelActions {
  readonly write: (text: string) => void
  readonly types: () => void
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

  constructor(
    settings: Settings,
    private readonly strings: Strings,
    acts: PanelActions,
  ) {
    const id = (key: string) => key.slice('own:'.length)
    this.log = new Log(strings, settings.locale, settings.greeting ?? strings.greeting, {
      retry: (key) => acts.retry(id(key)),
      discard: (key) => {
        acts.discard(id(key))
        this.writer.focus()
      },
    })
    this.writer = new Writer(strings, acts)
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
    )
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
    this.log.show(lines(state.messages, state.outbox, state.sending))
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

  private statusOf({ phase, returns, link, slowed }: ChatState): string {
    if (phase === 'unavailable') return this.strings.unavailable
    if (link === 'offline') return this.strings.offline
    if (slowed) return this.strings.slowed
    return phase === 'loading' && returns ? this.strings.loading : ''
  }

  private keepFocus(event: KeyboardEvent): void {
    if (!this.element.hasAttribute('aria-modal')) return
    const stops = [...this.element.querySelectorAll<HTMLElement>('button, textarea, a, [tabindex]')]
    const seen = stops.filter((it) => it.checkVisibility())
    const [from, to] = event.shiftKey ? [seen[0], seen.at(-1)] : [seen.at(-1), seen[0]]
    const root = this.element.getRootNode() as ShadowRoot
    if (root.activeElement !== from) return
    event.preventDefault()
    to?.focus()
  }
}
