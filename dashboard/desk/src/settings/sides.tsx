import { cn } from '../ui/cn'
import { useWords } from '../words/words'

/** A part that two have changed. */
export interface Clash {
  label: string
  mine: string
  theirs: string
}

/** What two have written of the same parts, line against line. */
export function Sides({ name, clashes }: { name: string; clashes: readonly Clash[] }) {
  const { t } = useWords()
  return clashes.map(({ label, mine, theirs }) => (
    <div key={label} className="grid gap-2 sm:grid-cols-2">
      <Side label={t('conflict.mine', { field: label })} text={mine} other={theirs} />
      <Side label={t('conflict.theirs', { field: label, name })} text={theirs} other={mine} />
    </div>
  ))
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
