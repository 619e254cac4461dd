import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Badge, type Tone } from '../../ui/badge'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { reasonSaid } from '../../words/faults'
import { type Translate, useWords } from '../../words/words'
import type { Line, Outcome } from './bring'

const OUTCOMES = [
  'refused',
  'unknown',
  'not_reached',
  'created',
  'updated',
  'unchanged',
] as const satisfies Outcome[]
const TONES: Record<Outcome, Tone> = {
  refused: 'danger',
  unknown: 'warn',
  not_reached: 'warn',
  created: 'good',
  updated: 'info',
  unchanged: 'plain',
}
/** More than these are drawn when they are asked for. */
const FEW = 200

/** What was not taken stands first, then what was taken with something wrong about it. */
const rank = ({ outcome, article, error }: Line): number =>
  article && error ? OUTCOMES.indexOf('created') - 0.5 : OUTCOMES.indexOf(outcome)

/** What went wrong with it, in the agent's language where its code is known here. */
function errorSaid(
  { outcome, error, fault }: Pick<Line, 'outcome' | 'error' | 'fault'>,
  t: Translate,
): string | null {
  const said = fault && reasonSaid(fault, t)
  if (!said) return error
  const why = fault.part ? `${t(`article.${fault.part}`)}: ${said}` : said
  return outcome === 'refused' ? why : t('import.unpublished', { why })
}

/** What was taken and what was not; what was not comes first. */
export function ImportReport({
  lines,
  running,
  onAgain,
  onClose,
  onMore,
}: {
  lines: readonly Line[]
  /** What tells how far it is, while some of it is sent again. */
  running: ReactNode
  /** Sends what may not have arrived; nothing where all of it has. */
  onAgain: (() => void) | undefined
  onClose: () => void
  onMore: () => void
}) {
  const { t } = useWords()
  const [isWhole, setWhole] = useState(false)
  const sorted = lines.toSorted((a, b) => rank(a) - rank(b))
  const shown = isWhole ? sorted : sorted.slice(0, FEW)
  const open = lines.filter(({ outcome }) => outcome === 'unknown' || outcome === 'not_reached')
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
      {running ||
        (onAgain && (
          <div className="flex flex-wrap items-center gap-2 rounded-md bg-warn-soft p-2.5 text-on-warn-soft">
            <p role="alert" className="min-w-48 flex-1">
              {t('import.again_detail', { count: open.length })}
            </p>
            <Button size="sm" variant="primary" onClick={onAgain}>
              {t('import.again')}
            </Button>
          </div>
        ))}
      <ul
        aria-label={t('import.report')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard, too
        tabIndex={0}
        className="grid max-h-[45vh] gap-2 overflow-y-auto"
      >
        {shown.map(({ source, line, outcome, article, ...why }, index) => (
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
            {why.error && (
              <p
                dir="auto"
                className={cn(
                  'mt-0.5',
                  outcome === 'refused'
                    ? 'text-danger'
                    : 'rounded-sm bg-warn-soft px-1.5 py-0.5 text-on-warn-soft',
                )}
              >
                {errorSaid({ ...why, outcome }, t)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {shown.length < sorted.length && (
        <Button size="sm" className="justify-self-start" onClick={() => setWhole(true)}>
          {t('import.all', { count: sorted.length })}
        </Button>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={!!running} onClick={onMore}>
          {t('import.more')}
        </Button>
        <Button variant={onAgain ? 'outline' : 'primary'} disabled={!!running} onClick={onClose}>
          {t('dialog.close')}
        </Button>
      </div>
    </div>
  )
}
