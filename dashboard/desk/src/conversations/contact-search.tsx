import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Input } from '../ui/field'
import { useWords } from '../words/words'
import { soughtFor } from './search'

/** How long the fingers rest before it is asked for, in milliseconds. */
const REST = 300

/** A field that looks for contacts while it is written in. */
export function ContactSearch({
  value,
  onChange,
}: {
  value: string
  onChange: (words: string | undefined) => void
}) {
  const { t } = useWords()
  const [text, setText] = useState(value)
  const asked = useRef(value)
  const report = useRef(onChange)
  report.current = onChange

  // What the address says wins where it changed by itself: by another filter's button, or by going back.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setText(value)
  }, [value])
  useEffect(() => {
    const next = soughtFor(text) ?? ''
    if (next === asked.current) return
    const timer = setTimeout(() => {
      asked.current = next
      report.current(next || undefined)
    }, REST)
    return () => clearTimeout(timer)
  }, [text])

  return (
    <span className="relative">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-2 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        type="search"
        aria-label={t('conversations.search_label')}
        placeholder={t('conversations.search')}
        title={t('conversations.search_hint')}
        maxLength={100}
        dir={text ? 'auto' : undefined}
        className="h-8 w-44 ps-8"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  )
}
