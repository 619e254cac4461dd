import { useNavigate } from '@tanstack/react-router'
import { BellRing, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { describe } from '../live/arrivals'
import { Button } from '../ui/button'
import { useWords } from '../words/words'
import { useDesk, useEscalations } from './context'

export function usePendingCount(): number {
  const { arrivals } = useDesk()
  return useSyncExternalStore(arrivals.subscribe, arrivals.getState).pending.length
}

/** New arrivals, in a corner, until they are acknowledged or no longer need anybody. */
export function Announcements() {
  const { t } = useWords()
  const { arrivals, me } = useDesk()
  const navigate = useNavigate()
  const { pending, spoken } = useSyncExternalStore(arrivals.subscribe, arrivals.getState)
  const { book } = useEscalations()

  useEffect(() => {
    const over = pending
      .map((one) => ({ one, now: book.get(one.escalation.id)?.value }))
      .filter(({ one, now }) =>
        one.kind === 'queued' ? now?.status !== 'queued' : now?.assignee?.id !== me.id,
      )
      .map(({ one }) => one.escalation.id)
    arrivals.acknowledge(over)
  }, [pending, book, arrivals, me.id])

  const shown = pending.slice(0, 3)
  return (
    <>
      <div aria-live="polite" className="sr-only">
        {spoken}
      </div>
      <section
        aria-label={t('arrival.label')}
        className="pointer-events-none fixed end-3 bottom-16 z-30 grid w-80 max-w-[calc(100vw-1.5rem)] gap-2 md:bottom-3 xl:start-2 xl:end-auto xl:w-44"
      >
        {shown.length > 0 && <DesktopAsk />}
        {shown.map((arrival) => (
          <div
            key={arrival.escalation.id}
            className="pointer-events-auto flex items-start gap-2 rounded-lg border bg-surface p-3 shadow-lg"
          >
            <BellRing aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-primary" />
            <div className="min-w-0 flex-1">
              <p className="text-[0.8125rem]">{describe(arrival)}</p>
              <Button
                size="sm"
                variant="soft"
                className="mt-1.5 h-7"
                onClick={() => {
                  arrivals.acknowledge([arrival.escalation.id])
                  void navigate({
                    to: '/conversations/$id',
                    params: { id: arrival.escalation.conversation_id },
                  })
                }}
              >
                {t('arrival.open')}
              </Button>
            </div>
            <Button
              variant="ghost"
              size="icon"
              className="-me-1.5 -mt-1.5 size-8"
              aria-label={t('arrival.dismiss')}
              onClick={() => arrivals.acknowledge([arrival.escalation.id])}
            >
              <X />
            </Button>
          </div>
        ))}
        {pending.length > shown.length && (
          <Button
            size="sm"
            className="pointer-events-auto shadow"
            onClick={() => arrivals.acknowledge(pending.map((one) => one.escalation.id))}
          >
            {t('arrival.dismiss_all', { count: pending.length })}
          </Button>
        )}
      </section>
    </>
  )
}

/** Offers desktop notifications once there was something to notify of. */
function DesktopAsk() {
  const { t } = useWords()
  const [asked, setAsked] = useState(
    () =>
      typeof Notification === 'undefined' ||
      Notification.permission !== 'default' ||
      localStorage.getItem('baton.desktop') === 'no',
  )
  if (asked) return null
  return (
    <div className="pointer-events-auto hidden flex-wrap items-center gap-2 rounded-lg border bg-raised md:flex p-2 ps-3 text-[0.8125rem] shadow">
      <span className="min-w-32 flex-1">{t('desktop.ask')}</span>
      <Button
        size="sm"
        variant="soft"
        onClick={() => void Notification.requestPermission().then(() => setAsked(true))}
      >
        {t('desktop.yes')}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          localStorage.setItem('baton.desktop', 'no')
          setAsked(true)
        }}
      >
        {t('desktop.no')}
      </Button>
    </div>
  )
}
