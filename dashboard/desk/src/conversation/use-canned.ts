import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import type { CannedReply } from '../api/desk'
import { useWords } from '../words/words'
import { filled, inserted, matching, soughtAt } from './canned'
import { optionId, useCannedReplies } from './canned-list'

/** Offers canned replies in a field while a `/` and what follows it is being written. */
export function useCanned({
  box,
  text,
  enabled,
  values,
  onChange,
}: {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  enabled: boolean
  /** What fills the places of a reply. */
  values: Readonly<Record<string, string>>
  onChange: (text: string) => void
}) {
  const { t } = useWords()
  const id = useId()
  const [cursor, setCursor] = useState(0)
  /** The text at which the list was sent away; it comes back with the next letter. */
  const [dismissed, setDismissed] = useState<string>()
  const [at, setAt] = useState({ words: '', index: 0 })

  const sought = enabled ? soughtAt(text, Math.min(cursor, text.length)) : undefined
  const wanted = sought !== undefined && dismissed !== text
  const replies = useCannedReplies(wanted)
  const found = wanted && replies ? matching(replies, sought.words) : []
  const index = sought && at.words === sought.words ? Math.min(at.index, found.length - 1) : 0
  const chosen = found[index]
  const open = wanted && replies !== undefined && replies.length > 0

  const fill = (words: string) => filled(words, values)
  const pick = (reply: CannedReply) => {
    if (!sought) return
    const next = inserted(text, sought, fill(reply.text))
    onChange(next.text)
    setDismissed(next.text)
    setCursor(next.cursor)
    setTimeout(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.cursor, next.cursor)
    }, 0)
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open || !sought || event.nativeEvent.isComposing) return false
    const { key } = event
    if (key === 'Escape') setDismissed(text)
    else if ((key === 'Enter' || key === 'Tab') && chosen && !event.ctrlKey && !event.metaKey) {
      pick(chosen)
    } else if ((key === 'ArrowDown' || key === 'ArrowUp') && found.length > 0) {
      const step = key === 'ArrowDown' ? 1 : found.length - 1
      setAt({ words: sought.words, index: (index + step) % found.length })
    } else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return {
    list: open ? { id, replies: found, chosen: chosen?.shortcut, fill, onPick: pick } : undefined,
    said: open ? t('canned.found', { count: found.length }) : '',
    onKeyDown,
    /** The cursor stands here now. */
    onCursor: setCursor,
    field: {
      onSelect: () => setCursor(box.current?.selectionStart ?? 0),
      ...(open &&
        chosen && {
          'aria-autocomplete': 'list' as const,
          'aria-controls': id,
          'aria-activedescendant': optionId(id, chosen.shortcut),
        }),
    },
  }
}
