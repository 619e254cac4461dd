import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { BellOff, CheckCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useDesk } from '../shell/context'
import { formatMoment } from '../time/format'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Empty, Failed, Loading } from '../ui/states'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { useNotifications, useRead } from './use-notifications'

/** What this agent was told of, the latest first. */
export function NotificationsPage() {
  const { t, language } = useWords()
  const { api, escalations, arrivals } = useDesk()
  const navigate = useNavigate()
  const { list, items, unread, isMore } = useNotifications()
  const read = useRead()
  const open = useMutation({
    mutationFn: async (id: string) => escalations.get(id) ?? (await api.escalation(id)),
    onSuccess: ({ conversation_id }) =>
      void navigate({ to: '/conversations/$id', params: { id: conversation_id } }),
  })
  const title = useRef<HTMLHeadingElement>(null)
  const newest = items[0]?.id
  const error = open.error ?? read.error

  // Who reads the list has acknowledged what is in it.
  useEffect(() => {
    arrivals.acknowledge(arrivals.getState().pending.map((one) => one.escalation.id))
  }, [arrivals])

  return (
    <div className="mx-auto flex h-full max-w-3xl flex-col gap-3 overflow-y-auto p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 ref={title} tabIndex={-1} className="text-base font-semibold outline-none">
          {t('nav.notifications')}
        </h1>
        <p role="status" className="min-w-max flex-1 text-muted">
          {items.length > 0 &&
            t(
              unread === 0
                ? 'notifications.all_read'
                : isMore
                  ? 'notifications.unread_more'
                  : 'notifications.unread',
              { count: unread },
            )}
        </p>
        {newest !== undefined && unread > 0 && (
          <Button
            size="sm"
            disabled={read.isPending}
            onClick={() => {
              read.mutate(newest)
              // The button goes with what was unread.
              title.current?.focus()
            }}
          >
            <CheckCheck aria-hidden="true" />
            {t('notifications.read_all')}
          </Button>
        )}
      </div>
      {error && (
        <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
          <span className="font-medium">{saying(error, t).title}</span> {saying(error, t).detail}
        </p>
      )}
      {list.isPending ? (
        <Loading className="p-0" />
      ) : list.error && items.length === 0 ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<BellOff aria-hidden="true" />} title={t('notifications.empty')}>
          {t('notifications.empty_detail')}
        </Empty>
      ) : (
        <ul className="shrink-0 overflow-hidden rounded-lg border bg-surface">
          {items.map((item) => (
            <li key={item.id} className="border-b last:border-b-0">
              <button
                type="button"
                disabled={item.escalation_id === null && item.read}
                onClick={() => {
                  // Whoever opens one has seen those below it.
                  if (!item.read) read.mutate(item.id)
                  if (item.escalation_id !== null) open.mutate(item.escalation_id)
                }}
                className="flex w-full items-center gap-3 px-3 py-2.5 text-start -outline-offset-2 hover:bg-raised"
              >
                <span
                  aria-hidden="true"
                  className={cn(
                    'size-2 shrink-0 rounded-full',
                    item.read ? 'bg-border' : 'bg-primary',
                  )}
                />
                <span className="flex min-w-0 flex-1 flex-col gap-x-3 sm:flex-row sm:items-center">
                  <span className={cn('flex-1', !item.read && 'font-medium')}>
                    {!item.read && <span className="sr-only">{t('notifications.new')}: </span>}
                    <bdi>{item.title}</bdi>
                  </span>
                  <time dateTime={item.created_at} className="text-xs text-muted">
                    {formatMoment(item.created_at, language)}
                  </time>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="self-center"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}
