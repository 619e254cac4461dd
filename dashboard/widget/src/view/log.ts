import type { Strings } from '../strings'
import { h, ICONS, icon } from './dom'
import { Entry, type EntryActions, type Line } from './entry'

/** How far from the end still counts as reading the end. */
const NEAR_PX = 60

/** The conversation. It follows new messages, unless the visitor has scrolled back. */
export class Log {
  readonly element: HTMLElement
  private readonly list: HTMLElement
  private readonly newer: HTMLButtonElement
  private readonly greeting: HTMLElement
  private readonly entries = new Map<string, Entry>()
  private readonly clock: Intl.DateTimeFormat
  private follows = true
  private top = 0

  constructor(
    private readonly strings: Strings,
    private readonly locale: string,
    greeting: string,
    private readonly acts: EntryActions,
  ) {
    this.clock = timeOfDay(locale)
    this.greeting = h('div', { class: 'entry bot' }, h('div', { class: 'words' }, greeting))
    this.list = h(
      'div',
      {
        class: 'log',
        role: 'log',
        'aria-label': strings.log,
        'aria-live': 'polite',
        tabindex: '0',
      },
      this.greeting,
    )
    this.newer = h('button', { type: 'button', class: 'newer' }, strings.newer, icon(ICONS.down))
    this.newer.hidden = true
    this.newer.addEventListener('click', () => {
      this.toEnd()
      this.list.focus()
    })
    this.list.addEventListener('scroll', () => {
      // Only somebody who scrolls back reads on their own; a smaller log is not that.
      const isBack = this.list.scrollTop < this.top
      this.top = this.list.scrollTop
      if (this.isAtEnd()) this.toEnd()
      else if (isBack) this.follows = false
    })
    // The banner and a growing field take room from it.
    new ResizeObserver(() => {
      if (this.follows) this.toEnd()
    }).observe(this.list)
    this.element = h('div', { class: 'scroll' }, this.list, this.newer)
  }

  /** While it is busy, nothing in it is spoken: a history that loads is not news. */
  set busy(busy: boolean) {
    this.list.setAttribute('aria-busy', String(busy))
    this.list.setAttribute('aria-live', busy ? 'off' : 'polite')
  }

  show(lines: readonly Line[]): void {
    const gone = new Set(this.entries.keys())
    let place: Element = this.greeting
    let grown = false
    lines.forEach((line, at) => {
      gone.delete(line.key)
      const before = lines[at - 1]
      let entry = this.entries.get(line.key)
      if (entry === undefined) {
        entry = new Entry(line.key, this.strings, this.clock, this.locale, this.acts)
        this.entries.set(line.key, entry)
        grown = true
      }
      entry.show(line, before?.author === line.author && before.name === line.name)
      if (place.nextElementSibling !== entry.element) place.after(entry.element)
      place = entry.element
    })
    for (const key of gone) {
      this.entries.get(key)?.element.remove()
      this.entries.delete(key)
    }
    if (this.follows || lines.at(-1)?.stage === 'waiting') this.toEnd()
    else if (grown) this.newer.hidden = false
  }

  toEnd(): void {
    this.follows = true
    this.list.scrollTop = this.list.scrollHeight
    this.newer.hidden = true
  }

  private isAtEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.list
    return scrollHeight - scrollTop - clientHeight < NEAR_PX
  }
}

function timeOfDay(locale: string): Intl.DateTimeFormat {
  const form = { hour: 'numeric', minute: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat(locale, form)
  } catch {
    return new Intl.DateTimeFormat(undefined, form)
  }
}
