import type { Strings } from '../strings'
import { h, ICONS, icon, set } from './dom'

/** The API's limit, in characters. */
const LONGEST = 4_096

/** Where the visitor writes. Enter sends, Shift+Enter begins a new line. */
export class Writer {
  readonly element: HTMLFormElement
  private readonly field: HTMLTextAreaElement
  private readonly button: HTMLButtonElement

  constructor(
    strings: Strings,
    acts: { readonly write: (text: string) => void; readonly types: () => void },
  ) {
    this.field = h('textarea', {
      rows: '1',
      dir: 'auto',
      maxlength: String(LONGEST),
      placeholder: strings.write,
      'aria-label': strings.write,
      enterkeyhint: 'send',
    })
    this.button = h('button', { type: 'submit', 'aria-label': strings.send }, icon(ICONS.send))
    this.element = h('form', { class: 'writer' }, this.field, this.button)
    this.element.addEventListener('submit', (event) => {
      event.preventDefault()
      const text = this.field.value.trim()
      this.field.focus()
      if (text === '') return
      this.field.value = ''
      this.changed()
      acts.write(text)
    })
    this.field.addEventListener('keydown', (event) => {
      // Enter also ends the composition of a character.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
      event.preventDefault()
      this.element.requestSubmit()
    })
    this.field.addEventListener('input', () => {
      this.changed()
      if (this.field.value.trim() !== '') acts.types()
    })
    this.changed()
  }

  focus(): void {
    this.field.focus()
  }

  private changed(): void {
    const empty = this.field.value.trim() === ''
    // Not `disabled`, which would take the focus away.
    set(this.button, { 'aria-disabled': String(empty) })
  }
}
