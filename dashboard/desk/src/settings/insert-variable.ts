import { flushSync } from 'react-dom'

/** Puts a variable where the cursor is, or at the end, and lets one write on behind it. */
export function insertVariable(
  field: HTMLTextAreaElement | null,
  text: string,
  variable: string,
  write: (text: string) => void,
): void {
  const { selectionStart: from, selectionEnd: to } = field ?? {
    selectionStart: text.length,
    selectionEnd: text.length,
  }
  const placed = `{${variable}}`
  // At once, so that what is typed next goes into the text and does not press the button again.
  flushSync(() => write(text.slice(0, from) + placed + text.slice(to)))
  field?.focus()
  field?.setSelectionRange(from + placed.length, from + placed.length)
}
