import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../shell/context'
import { useNow } from '../time/clock'
import { formatSpan } from '../time/format'
import { Skeleton } from '../ui/states'
import { useWords } from '../words/words'

/** How things stand, in numbers. */
export function Figures() {
  const { t, language } = useWords()
  const { api } = useDesk()
  const now = useNow()
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['stats'],
    queryFn: () => api.stats(),
    refetchInterval: 30_000,
  })
  const number = new Intl.NumberFormat(language)
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  // A longest wait grows by itself until the next numbers come.
  const grown = data?.longest_wait_seconds != null ? Math.max(0, (now - dataUpdatedAt) / 1_000) : 0
  const figures = [
    ['figure.total', data && number.format(data.total)],
    ['figure.active', data && number.format(data.active)],
    ['figure.waiting', data && number.format(data.queued)],
    ['figure.resolved', data && number.format(data.resolved)],
    [
      'figure.rate',
      data && (data.resolution_rate == null ? '–' : share.format(data.resolution_rate)),
    ],
    [
      'figure.longest',
      data &&
        (data.longest_wait_seconds == null
          ? '–'
          : formatSpan(data.longest_wait_seconds + grown, language)),
    ],
  ] as const
  return (
    <dl className="grid grid-cols-3 gap-px overflow-hidden rounded-lg border bg-border lg:grid-cols-6">
      {figures.map(([label, value]) => (
        <div key={label} className="flex flex-col-reverse justify-end bg-surface px-3 py-2">
          <dt className="text-xs text-muted">{t(label)}</dt>
          <dd className="text-base leading-7 font-semibold whitespace-nowrap tabular-nums sm:text-lg">
            {value ?? <Skeleton className="h-7 w-12" />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
