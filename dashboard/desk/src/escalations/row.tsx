import { Link } from '@tanstack/react-router'
import { Hand, LoaderCircle } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import type { Escalation } from '../api/client'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { contactName } from '../words/contact'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { ChannelSign, Sla, StatusBadge, UrgencyBadge, Wait, WindowCountdown } from './signs'
import type { Attempt } from './take'

/** The columns of a wide list; on a narrow one a row is a card. */
export const COLUMNS =
  'rows:grid rows:grid-cols-[minmax(8rem,1.3fr)_minmax(8rem,2fr)_2rem_4.5rem_5.5rem_6rem_5rem_6rem_7rem_5.5rem] rows:items-center rows:gap-2 roomy:grid-cols-[minmax(9rem,1.3fr)_minmax(10rem,2fr)_5.5rem_6rem_5.5rem_7rem_5.5rem_6.5rem_8rem_5.5rem]'

export const Row = memo(function Row({
  escalation,
  mine,
  selected,
  claimFocus,
  attempt,
  onTake,
  onFocus,
}: {
  escalation: Escalation
  mine: boolean
  /** Whether the keys act on this one. */
  selected: boolean
  /** Answers once whether the keyboard has just been moved here. */
  claimFocus: (id: string) => boolean
  attempt: Attempt | undefined
  onTake: (id: string) => void
  onFocus: (id: string) => void
}) {
  const { t } = useWords()
  const name = contactName(escalation.contact, escalation.channel, t)
  const link = useRef<HTMLAnchorElement>(null)
  const over = escalation.status === 'resolved' || escalation.status === 'closed'
  useEffect(() => {
    if (claimFocus(escalation.id)) link.current?.focus({ preventScroll: true })
  })

  return (
    <div
      className={cn(
        'relative flex h-full flex-wrap content-center items-center gap-x-3 gap-y-1 border-b bg-surface px-3 hover:bg-raised/60 focus-within:bg-raised/60',
        COLUMNS,
        selected && 'border-s-2 border-s-primary',
        over && 'opacity-60',
      )}
    >
      <div role="cell" className="flex w-full min-w-0 items-center gap-1.5 rows:w-auto">
        <Link
          ref={link}
          to="/conversations/$id"
          params={{ id: escalation.conversation_id }}
          onFocus={() => onFocus(escalation.id)}
          className="min-w-0 truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
        >
          <bdi>{name}</bdi>
        </Link>
        <span className="shrink-0 text-xs text-muted tabular-nums">#{escalation.ticket}</span>
        <span className="ms-auto text-muted rows:hidden">
          <Wait escalation={escalation} />
        </span>
      </div>
      <div role="cell" className="w-full min-w-0 rows:w-auto">
        <p className="truncate">{t(`reason.${escalation.reason}`)}</p>
        <p className="truncate text-xs text-muted">
          <bdi>{escalation.reason_text}</bdi>
        </p>
      </div>
      <div role="cell" className="text-xs text-muted">
        <ChannelSign channel={escalation.channel} named="where there is room" />
      </div>
      <div role="cell" className="text-[0.8125rem]">
        {t(`type.${escalation.type}`)}
      </div>
      <div role="cell">
        <UrgencyBadge urgency={escalation.urgency} />
      </div>
      <div role="cell" className="min-w-0 truncate text-[0.8125rem]">
        {escalation.status === 'open' && escalation.assignee ? (
          <span title={t(`status.${escalation.status}`)}>
            <span className="sr-only">{t(`status.${escalation.status}`)}: </span>
            {mine ? t('assignee.me') : <bdi>{escalation.assignee.name}</bdi>}
          </span>
        ) : (
          <StatusBadge status={escalation.status} />
        )}
      </div>
      <div role="cell" className="hidden text-[0.8125rem] rows:block">
        <Wait escalation={escalation} />
      </div>
      <div
        role="cell"
        className={cn('text-[0.8125rem]', !escalation.window_expires_at && 'hidden rows:block')}
      >
        <WindowCountdown expiresAt={escalation.window_expires_at} />
      </div>
      <div role="cell" className="text-[0.8125rem]">
        <Sla escalation={escalation} />
      </div>
      <div role="cell" className="relative z-10 ms-auto rows:ms-0 rows:justify-self-end">
        <Action escalation={escalation} attempt={attempt} onTake={onTake} />
      </div>
    </div>
  )
})

function Action({
  escalation,
  attempt,
  onTake,
}: {
  escalation: Escalation
  attempt: Attempt | undefined
  onTake: (id: string) => void
}) {
  const { t } = useWords()
  const name = contactName(escalation.contact, escalation.channel, t)
  if (attempt?.state === 'lost' || attempt?.state === 'failed') {
    const text =
      attempt.state === 'lost'
        ? t('take.lost', { name: attempt.name || t('problem.somebody') })
        : saying(attempt.error, t).title
    return (
      <span
        role="alert"
        className="block max-w-40 rounded-md bg-warn-soft px-1.5 py-0.5 text-xs text-on-warn-soft"
      >
        {text}
      </span>
    )
  }
  if (escalation.status !== 'queued') return null
  const taking = attempt?.state === 'taking'
  return (
    <Button
      size="sm"
      variant="soft"
      aria-disabled={taking}
      aria-label={t('take.label', {
        name: name,
      })}
      onClick={() => !taking && onTake(escalation.id)}
    >
      {taking ? (
        <LoaderCircle aria-hidden="true" className="animate-spin" />
      ) : (
        <Hand aria-hidden="true" />
      )}
      {t('take.action')}
    </Button>
  )
}
