import type { PolicyChange } from '../../api/settings'
import { formatMoment } from '../../time/format'
import { Empty } from '../../ui/states'
import { useWords } from '../../words/words'

/** Who did what to a version, the latest first. */
export function History({ changes }: { changes: readonly PolicyChange[] }) {
  const { t, language } = useWords()
  if (changes.length === 0) {
    return <Empty title={t('triggers.history.empty')}>{t('triggers.history.empty_detail')}</Empty>
  }
  return (
    <ol className="grid">
      {changes.toReversed().map((change) => (
        <li
          key={`${change.version} ${change.action}`}
          className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b py-2 last:border-b-0"
        >
          <span className="min-w-40 flex-1">
            {t(`triggers.history.${change.action}`, { name: change.by.name })}
            {change.notes && (
              <span className="block text-[0.8125rem] text-muted">
                <bdi>{change.notes}</bdi>
              </span>
            )}
          </span>
          <time dateTime={change.at} className="text-xs text-muted">
            {formatMoment(change.at, language)}
          </time>
        </li>
      ))}
    </ol>
  )
}
