import { GitMerge } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { Button } from '../ui/button'
import { useWords } from '../words/words'

/** Somebody else saved what is being changed here: what differs, and the choice between both. */
export function Conflict({
  name,
  detail,
  children,
  mine,
  onMine,
  onTheirs,
}: {
  /** Who saved. */
  name: string
  /** What is seen below. */
  detail: string
  children: ReactNode
  /** What becomes of one's own. */
  mine: string
  onMine: () => void
  onTheirs: () => void
}) {
  const { t } = useWords()
  const place = useRef<HTMLElement>(null)
  // It may stand far above what was pressed, which is disabled until this is decided: the focus comes
  // here, and goes back after. Who is typing is left alone: they hear of it.
  useLayoutEffect(() => {
    const box = place.current
    const before = document.activeElement
    if (!before?.matches('input, textarea, select')) box?.focus()
    return () => {
      if (!box?.contains(document.activeElement)) return
      requestAnimationFrame(() => before instanceof HTMLElement && before.focus())
    }
  }, [])
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-label={t('conflict.label')}
      className="grid gap-3 rounded-lg border border-control/60 bg-warn-soft p-3 text-on-warn-soft"
    >
      <div role="alert" className="flex items-start gap-2">
        <GitMerge aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <div>
          <p className="font-medium">{t('conflict.title', { name })}</p>
          <p>{detail}</p>
        </div>
      </div>
      {children}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={onMine}>
          {mine}
        </Button>
        <Button className="text-foreground" onClick={onTheirs}>
          {t('conflict.take_theirs')}
        </Button>
      </div>
    </section>
  )
}
