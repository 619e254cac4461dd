import { useInfiniteQuery } from '@tanstack/react-query'
import type { SimulationSummary } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Badge, type Tone } from '../../ui/badge'
import { Button } from '../../ui/button'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { formatShare } from './describe'

const TONES: Record<SimulationSummary['status'], Tone> = {
  queued: 'info',
  running: 'info',
  done: 'good',
  failed: 'danger',
  cancelled: 'plain',
}

/** What was tried with a version, the latest first. */
export function useTried(policy: string) {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['simulations', policy],
    queryFn: ({ pageParam }) => api.simulations(policy, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })
}

/** Every attempt with a draft, whoever made it. */
export function Tried({
  list,
  shown,
  onShow,
}: {
  list: ReturnType<typeof useTried>
  shown: string | undefined
  onShow: (id: string) => void
}) {
  const { t, language } = useWords()
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  if (items.length === 0) return null
  const share = (rate: number | null) => (rate === null ? '–' : formatShare(rate, language, 1))
  return (
    <Card title={t('triggers.tried')}>
      <ul className="grid">
        {items.map((one) => (
          <li
            key={one.id}
            aria-current={one.id === shown || undefined}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 first:pt-0 last:border-b-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2">
                {formatMoment(one.created_at, language)} · <bdi>{one.created_by.name}</bdi>
                <Badge tone={TONES[one.status]}>{t(`triggers.tried.${one.status}`)}</Badge>
              </p>
              <p className="text-xs text-muted tabular-nums">
                {t('triggers.tried.range', {
                  from: formatMoment(one.from, language),
                  to: formatMoment(one.to, language),
                })}
                {one.channel && ` · ${t(`channel.${one.channel}`)}`}
                {one.status === 'done' &&
                  ` · ${t('triggers.tried.rates', {
                    count: one.conversations,
                    before: share(one.before.rate),
                    after: share(one.after.rate),
                  })}`}
              </p>
            </div>
            {one.id !== shown && (
              <Button
                size="sm"
                aria-label={t('triggers.tried.show_label', {
                  moment: formatMoment(one.created_at, language),
                })}
                onClick={() => onShow(one.id)}
              >
                {t('triggers.tried.show')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          size="sm"
          className="justify-self-start"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </Card>
  )
}
