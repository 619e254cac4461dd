import type { Evaluator, EvaluatorEdit } from '../../api/settings'
import { formatMoment } from '../../time/format'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { differences, fieldsOf, say, sayChanged } from './describe'
import { labelOf } from './fields'

/** How many of the last changes are shown. */
const SHOWN = 10

/** All that is set, for who may not change it. */
export function Overview({ evaluator }: { evaluator: Evaluator }) {
  const words = useWords()
  const { t } = words
  return (
    <Card title={t('evaluator.model_card')}>
      <dl
        // There is nothing else by which the keyboard could scroll.
        tabIndex={0}
        className="grid gap-x-4 gap-y-2 rounded-sm sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)]"
      >
        {fieldsOf(evaluator).map((field) => (
          <div key={field} className="contents">
            <dt className="text-muted">{t(labelOf(field))}</dt>
            <dd className="wrap-anywhere whitespace-pre-wrap">
              <bdi>{say(evaluator, field, words)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** What somebody else changed meanwhile. */
export function TheirChanges({ before, after }: { before: Evaluator; after: Evaluator }) {
  const words = useWords()
  const { t } = words
  const all = differences(before, after, words)
  if (all.length === 0) return <p>{t('conflict.same')}</p>
  return (
    <ul className="grid gap-1">
      {all.map(({ field, was, now }) => (
        <li key={field} className="wrap-anywhere">
          {t('texts.change', { name: t(labelOf(field)), before: was, after: now })}
        </li>
      ))}
    </ul>
  )
}

/** Who changed what and when, the last first; never to what. */
export function History({ edits }: { edits: readonly EvaluatorEdit[] }) {
  const words = useWords()
  const { t, language } = words
  if (edits.length === 0) return null
  return (
    <Card title={t('evaluator.history')}>
      <ol className="grid gap-1.5">
        {edits
          .slice(-SHOWN)
          .reverse()
          .map(({ version, by, at, changed }) => (
            <li key={version}>
              {t('evaluator.history_of', { name: by.name, what: sayChanged(changed, words) })}{' '}
              <time dateTime={at} className="text-xs text-muted">
                {formatMoment(at, language)}
              </time>
            </li>
          ))}
      </ol>
    </Card>
  )
}
