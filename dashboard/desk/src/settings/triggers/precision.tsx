import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDesk } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Choice } from '../../ui/field'
import { Empty, Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { formatShare } from './describe'
import { Examples } from './examples'

const WINDOWS = [7, 30, 90] as const

/** How often the bot was right to call a person, as agents marked it. */
export function Precision() {
  const { t, language } = useWords()
  const { api } = useDesk()
  const [days, setDays] = useState<number>(30)
  const stats = useQuery({
    queryKey: ['precision', days],
    queryFn: () => api.precision(days),
    placeholderData: (before) => before,
  })
  return (
    <Card
      title={t('precision.title')}
      actions={
        <Choice
          aria-label={t('precision.window')}
          className="h-8 w-auto"
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {WINDOWS.map((count) => (
            <option key={count} value={count}>
              {t('precision.days', { count })}
            </option>
          ))}
        </Choice>
      }
    >
      {stats.isPending ? (
        <Loading rows={2} className="p-0" />
      ) : stats.error && !stats.data ? (
        <Failed error={stats.error} onRetry={() => void stats.refetch()} />
      ) : stats.data.precision === null ? (
        <Empty title={t('precision.none')}>{t('precision.none_detail')}</Empty>
      ) : (
        <div className="grid gap-3">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <strong className="text-3xl font-semibold tabular-nums">
              {formatShare(stats.data.precision, language, 1)}
            </strong>
            <p className="min-w-48 flex-1 text-[0.8125rem] text-muted">
              {t('precision.says', {
                count: stats.data.escalations,
                days: t('precision.days', { count: stats.data.window_days }),
                wrong: stats.data.marked_wrong,
                late: stats.data.marked_late,
              })}{' '}
              {stats.data.unmarked > 0 && t('precision.unmarked', { count: stats.data.unmarked })}{' '}
              {stats.data.is_more &&
                t('precision.is_more', { moment: formatMoment(stats.data.since, language) })}
            </p>
          </div>
          <div className="overflow-x-auto">
            <table className="w-full text-[0.8125rem]">
              <caption className="sr-only">{t('precision.title')}</caption>
              <thead className="text-xs text-muted">
                <tr>
                  <th scope="col" className="text-start font-medium">
                    {t('precision.reason')}
                  </th>
                  {(['called', 'wrong', 'late', 'right'] as const).map((column) => (
                    <th key={column} scope="col" className="ps-3 text-end font-medium">
                      {t(`precision.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {stats.data.by_reason.map((row) => (
                  <tr key={row.reason} className="border-t">
                    <th scope="row" className="py-1.5 text-start font-normal">
                      {t(`reason.${row.reason}`)}
                    </th>
                    {[row.escalations, row.marked_wrong, row.marked_late].map((count, column) => (
                      <td key={column.toString()} className="ps-3 text-end tabular-nums">
                        {new Intl.NumberFormat(language).format(count)}
                      </td>
                    ))}
                    <td className="ps-3 text-end tabular-nums">
                      {row.precision === null ? '–' : formatShare(row.precision, language, 1)}
                      <Bar share={row.precision ?? 0} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      <Examples />
    </Card>
  )
}

/** A share, drawn; the number stands beside it. */
export function Bar({ share, quiet = false }: { share: number; quiet?: boolean }) {
  return (
    <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full bg-raised">
      <span
        className={quiet ? 'block h-full bg-control' : 'block h-full bg-primary'}
        style={{ inlineSize: `${Math.round(Math.min(1, share) * 100)}%` }}
      />
    </span>
  )
}
