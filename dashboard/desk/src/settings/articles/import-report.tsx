import { Link } from '@tanstack/react-router'
import type { ImportOutcome } from '../../api/knowledge'
import { Badge, type Tone } from '../../ui/badge'
import { Button } from '../../ui/button'
import { useWords } from '../../words/words'
import type { Line } from './bring'

const OUTCOMES = ['refused', 'created', 'updated', 'unchanged'] as const satisfies ImportOutcome[]
const TONES: Record<ImportOutcome, Tone> = {
  refused: 'danger',
  created: 'good',
  updated: 'info',
  unchanged: 'plain',
}

/** What was taken and what was not; what was not comes first. */
export function ImportReport({
  lines,
  onClose,
  onMore,
}: {
  lines: readonly Line[]
  onClose: () => void
  onMore: () => void
}) {
  const { t } = useWords()
  const sorted = OUTCOMES.flatMap((outcome) => lines.filter((line) => line.outcome === outcome))
  return (
    <div className="grid gap-3">
      <p role="status" className="flex flex-wrap gap-1.5">
        {OUTCOMES.map((outcome) => {
          const count = lines.filter((line) => line.outcome === outcome).length
          return (
            count > 0 && (
              <Badge key={outcome} tone={TONES[outcome]}>
                {t(`import.count.${outcome}`, { count })}
              </Badge>
            )
          )
        })}
        {lines.length === 0 && t('import.nothing')}
      </p>
      <ul
        aria-label={t('import.report')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard, too
        tabIndex={0}
        className="grid max-h-[45vh] gap-2 overflow-y-auto"
      >
        {sorted.map(({ source, line, outcome, article, error }, index) => (
          <li key={index.toString()} className="rounded-md border p-2">
            <div className="flex flex-wrap items-center gap-2">
              <Badge tone={TONES[outcome]}>{t(`import.outcome.${outcome}`)}</Badge>
              <span className="min-w-0 flex-1 break-words">
                {article ? (
                  <Link
                    to="/settings/articles/$id"
                    params={{ id: article.id }}
                    className="rounded-sm underline underline-offset-2"
                  >
                    <bdi>{article.title}</bdi>
                  </Link>
                ) : (
                  <bdi>{source}</bdi>
                )}
              </span>
              {line !== null && (
                <span className="text-xs text-muted">{t('import.line', { line })}</span>
              )}
            </div>
            {article && <p className="mt-0.5 text-xs break-words text-muted">{source}</p>}
            {error && <p className="mt-0.5 text-danger">{error}</p>}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onMore}>{t('import.more')}</Button>
        <Button variant="primary" onClick={onClose}>
          {t('dialog.close')}
        </Button>
      </div>
    </div>
  )
}
