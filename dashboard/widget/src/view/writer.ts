import type { Attachments } from '../model'
import type { Strings } from '../strings'
import { h, ICONS, icon, set } from './dom'
import { Picked } from './picked'

/** The API's limits, in characters: of a message, and of the words with a file. */
const LONGEST = 4_096
const LONGEST_WITH_FILE = 1_024

export interface WriterActions {
  readonly write: (text: string) => void
  readonly attach: (files: readonly File[], text: string) => void
  readonly types: () => void
}

/** Where the visitor writes. Enter sends, Shift+Enter begins a new line. */
export class Writer {
  readonly element: HTMLElement
  private readonly field: HTMLTextAreaElement
  private readonly button: HTMLButtonElement
  private readonly clip: HTMLButtonElement
  private readonly chooser: HTMLInputElement
  private readonly picked: Picked
  private attachments: Attachments | undefined

  constructor(
    strings: Strings,
    locale: string,
    private readonly acts: WriterActions,
  ) {
    this.picked = new Picked(strings, locale, {
      changed: () => this.changed(),
      emptied: () => this.focus(),
    })
    this.field = h('textarea', {
      rows: '1',
      dir: 'auto',
      maxlength: String(LONGEST),
      placeholder: strings.write,
      'aria-label': strings.write,
      enterkeyhint: 'send',
    })
    this.button = h('button', { type: 'submit', 'aria-label': strings.send }, icon(ICONS.send))
    this.clip = h(
      'button',
      { type: 'button', class: 'clip', 'aria-label': strings.attach, title: strings.attach },
      icon(ICONS.clip),
    )
    this.clip.hidden = true
    this.chooser = h('input', { type: 'file', multiple: '' })
    this.chooser.hidden = true
    const form = h('form', { class: 'writer' }, this.clip, this.chooser, this.field, this.button)
    this.element = h('div', {}, this.picked.element, form)
    this.clip.addEventListener('click', () => this.chooser.click())
    this.chooser.addEventListener('change', () => {
      const files = [...(this.chooser.files ?? [])]
      // The same one can be chosen again.
      this.chooser.value = ''
      this.add(files)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.send()
    })
    this.field.addEventListener('keydown', (event) => {
      // Enter also ends the composition of a character.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      form.requestSubmit()
    })
    this.field.addEventListener('input', () => {
      this.changed()
      if (this.field.value.trim() !== '') acts.types()
    })
    this.field.addEventListener('paste', (event) => {
      const { clipboardData } = event
      const files = [...(clipboardData?.files ?? [])]
      // Of words, some programs paste a picture as well.
      if (clipboardData?.types.includes('text/plain') || !this.add(files)) return
      event.preventDefault()
    })
    this.changed()
  }

  /** Which files are taken; none where none are. */
  set takes(attachments: Attachments | undefined) {
    if (this.attachments === attachments) return
    this.attachments = attachments
    this.clip.hidden = attachments === undefined
    set(this.chooser, { accept: attachments?.mime_types.join(',') })
  }

  /** Takes files, if files are taken. */
  add(files: readonly File[]): boolean {
    if (this.attachments === undefined || files.length === 0) return false
    this.picked.add(files, this.attachments)
    this.focus()
    return true
  }

  focus(): void {
    this.field.focus()
  }

  private send(): void {
    const text = this.field.value.trim()
    this.field.focus()
    if (text === '' && this.picked.count === 0) return
    const files = this.picked.take()
    if (files === undefined) return
    this.field.value = ''
    this.changed()
    const apart = files.length === 0 || text.length > LONGEST_WITH_FILE
    if (apart && text !== '') this.acts.write(text)
    if (files.length > 0) this.acts.attach(files, apart ? '' : text)
  }

  private changed(): void {
    const empty = this.field.value.trim() === '' && this.picked.count === 0
    // Not `disabled`, which would take the focus away.
    set(this.button, { 'aria-disabled': String(empty) })
  }
}
