import { GitMerge } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { useWords } from '../words/words'

export interface Clash {
  label: string
  mine: string
  theirs: string
}

/** Somebody else saved meanwhile: shows both, line against line, and lets whoever edits choose. */
export function Conflict({
  name,
  clashes,
  onMine,
  onTheirs,
}: {
  /** Who saved. */
  name: string
  clashes: readonly Clash[]
  onMine: () => void
  onTheirs: () => void
}) {
  const { t } = useWords()
  const place = useRef<HTMLElement>(null)
  // What was pressed is disabled until this is decided: the focus comes here, and goes back after.
  useEffect(() => {
    const before = document.activeElement
    place.current?.focus()
    return () => {
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
          <p>{t(clashes.length > 0 ? 'conflict.detail' : 'conflict.apart')}</p>
        </div>
      </div>
      {clashes.map(({ label, mine, theirs }) => (
        <div key={label} className="grid gap-2 sm:grid-cols-2">
          <Side label={t('conflict.mine', { field: label })} text={mine} other={theirs} />
          <Side label={t('conflict.theirs', { field: label, name })} text={theirs} other={mine} />
        </div>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={onMine}>
          {t(clashes.length > 0 ? 'conflict.keep_mine' : 'conflict.save_both')}
        </Button>
        <Button className="text-foreground" onClick={onTheirs}>
          {t('conflict.take_theirs')}
        </Button>
      </div>
    </section>
  )
}

/** One side; lines that the other has not are marked. */
function Side({ label, text, other }: { label: string; text: string; other: string }) {
  const { t } = useWords()
  const known = new Set(other.split('\n'))
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-xs font-medium">{label}</figcaption>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard, too
        tabIndex={0}
        role="group"
        aria-label={label}
        className="max-h-60 overflow-y-auto rounded-md bg-surface p-2 text-[0.8125rem] text-foreground"
      >
        {text === '' && <span className="text-muted">{t('conflict.empty')}</span>}
        {text.split('\n').map((line, index) => {
          const differs = !known.has(line)
          return (
            <div
              key={index.toString()}
              dir="auto"
              className={cn(
                'min-h-5 break-words whitespace-pre-wrap',
                differs && 'border-s-2 border-danger bg-raised ps-1.5 font-medium',
              )}
            >
              {line}
            </div>
          )
        })}
      </div>
    </figure>
  )
}
