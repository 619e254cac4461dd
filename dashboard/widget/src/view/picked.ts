import { type Fault, faultOf, kindOf, typeOf } from '../files'
import type { Attachments } from '../model'
import type { Strings } from '../strings'
import { h, ICONS, icon, say } from './dom'
import { type Sizes, sizes } from './sizes'

interface Pick {
  readonly file: File
  readonly fault: Fault | undefined
  readonly element: HTMLElement
  readonly remove: HTMLButtonElement
}

/** The files that the visitor has chosen, before they are sent. */
export class Picked {
  readonly element: HTMLElement
  private readonly list = h('ul', { class: 'picked' })
  private readonly said = h('p', { class: 'hush', role: 'status' })
  private readonly sizes: Sizes
  private picks: Pick[] = []

  constructor(
    private readonly strings: Strings,
    locale: string,
    private readonly acts: { readonly changed: () => void; readonly emptied: () => void },
  ) {
    this.sizes = sizes(locale)
    this.list.setAttribute('aria-label', strings.picked)
    this.element = h('div', {}, this.list, this.said)
    this.list.hidden = true
  }

  get count(): number {
    return this.picks.length
  }

  add(files: Iterable<File>, attachments: Attachments): void {
    const added = [...files].map((file) => this.pick(file, faultOf(file, attachments)))
    this.picks.push(...added)
    this.list.append(...added.map((it) => it.element))
    const said = added.map(({ file, fault }) => {
      return fault ? `${file.name}: ${this.faultWords(fault)}` : this.strings.attached(file.name)
    })
    say(this.said, said.join(' '))
    this.changed()
  }

  /** Hands them over, unless one of them cannot go. */
  take(): readonly File[] | undefined {
    const faulty = this.picks.find((it) => it.fault)
    if (faulty) {
      faulty.remove.focus()
      return undefined
    }
    const files = this.picks.map((it) => it.file)
    this.picks = []
    this.list.replaceChildren()
    this.changed()
    return files
  }

  private pick(file: File, fault: Fault | undefined): Pick {
    const { removeFile } = this.strings
    const remove = h(
      'button',
      { type: 'button', 'aria-label': removeFile(file.name) },
      icon(ICONS.close),
    )
    const isPicture = kindOf(typeOf(file)) === 'image' && fault?.why !== 'type'
    const sign = isPicture
      ? h('img', { src: URL.createObjectURL(file), alt: '' })
      : icon(ICONS.file)
    const told = fault ? this.faultWords(fault) : this.sizes(file.size)
    const words = h('span', {}, h('bdi', {}, file.name), h('small', {}, told))
    const element = h('li', { class: fault ? 'faulty' : '' }, sign, words, remove)
    const made: Pick = { file, fault, element, remove }
    remove.addEventListener('click', () => this.drop(made))
    if (sign instanceof HTMLImageElement) {
      // A site's policy may forbid pictures of the visitor's own.
      sign.addEventListener('error', () => sign.replaceWith(icon(ICONS.file)))
      const { src } = sign
      sign.addEventListener('load', () => URL.revokeObjectURL(src))
    }
    return made
  }

  private drop(pick: Pick): void {
    this.picks = this.picks.filter((it) => it !== pick)
    pick.element.remove()
    this.changed()
    this.acts.emptied()
  }

  private changed(): void {
    this.list.hidden = this.picks.length === 0
    this.acts.changed()
  }

  private faultWords(fault: Fault): string {
    if (fault.why === 'size') return this.strings.tooBig(this.sizes(fault.limit))
    return fault.why === 'empty' ? this.strings.emptyFile : this.strings.wrongType
  }
}
