import {
  Ban,
  Bot,
  Check,
  CheckCheck,
  CircleAlert,
  Clock,
  CloudOff,
  Headset,
  Info,
  type LucideIcon,
  NotebookPen,
  User,
} from 'lucide-react'
import { memo } from 'react'
import type { Message, MessageStatus } from '../api/client'
import { formatMoment, formatTime } from '../time/format'
import { cn } from '../ui/cn'
import { failureSaid } from '../words/models'
import { useWords } from '../words/words'
import { MediaView } from './media-view'

const AUTHOR_SIGNS: Record<Message['author']['kind'], LucideIcon> = {
  customer: User,
  bot: Bot,
  agent: Headset,
  system: Info,
}

const STATUS_SIGNS: Record<MessageStatus, LucideIcon> = {
  received: Check,
  accepted: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  uncertain: CloudOff,
}

/** One message. Who said it is told by side, sign and name, and by colour last. */
export const MessageView = memo(function MessageView({
  message,
  mine,
  highlighted,
}: {
  message: Message
  mine: boolean
  highlighted: boolean
}) {
  const { t, language } = useWords()
  const { author } = message
  const note = message.kind === 'note'
  const fromCustomer = author.kind === 'customer'
  const name = note
    ? t('message.note_by', { name: author.name ?? t('author.agent') })
    : mine
      ? t('author.me')
      : (author.name ?? t(`author.${author.kind}`))
  const Sign = note ? NotebookPen : AUTHOR_SIGNS[author.kind]
  const failure = author.kind === 'bot' ? failureSaid(message.assessment?.note, t) : undefined
  const undelivered = message.status === 'failed' || message.status === 'uncertain'

  return (
    <article
      aria-label={t('message.label', { name, time: formatMoment(message.created_at, language) })}
      // Who jumps here gets the focus; Tab does not stop at each message.
      tabIndex={-1}
      data-seq={message.seq}
      className={cn(
        'flex px-3 py-1 -outline-offset-2',
        fromCustomer ? 'justify-start' : 'justify-end',
      )}
    >
      <div
        className={cn(
          'max-w-[min(36rem,88%)] rounded-xl border px-3 py-2 transition-shadow',
          fromCustomer && 'rounded-ss-sm bg-surface',
          author.kind === 'bot' && 'rounded-se-sm border-dashed border-control bg-raised',
          author.kind === 'agent' &&
            'rounded-se-sm border-primary/30 bg-primary-soft text-on-primary-soft',
          author.kind === 'system' && 'border-dotted border-control bg-background',
          note && 'rounded-md border-s-4 border-on-note/50 bg-note text-on-note',
          message.status === 'failed' && 'border-danger',
          highlighted && 'ring-2 ring-ring ring-offset-2 ring-offset-background',
        )}
      >
        <header className="mb-0.5 flex items-center gap-1.5 text-xs opacity-85">
          <Sign aria-hidden="true" className="size-3.5 shrink-0" />
          <bdi className="truncate font-medium">{name}</bdi>
        </header>
        <Body message={message} />
        <footer className="mt-1 flex items-center justify-end gap-1.5 text-[0.6875rem] opacity-85">
          {message.edited_at && !message.deleted_at && <span>{t('message.edited')}</span>}
          <time dateTime={message.created_at} title={formatMoment(message.created_at, language)}>
            {formatTime(message.created_at, language)}
          </time>
          {!fromCustomer && !note && <Ticks status={message.status} />}
        </footer>
        {failure && (
          <p className="mt-1 flex items-start gap-1 border-t pt-1 text-xs text-muted">
            <Info aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
            {failure} {t('model.stood_in')}
          </p>
        )}
        {undelivered && (
          <p className="mt-1.5 rounded-md bg-warn-soft px-2 py-1 text-xs text-on-warn-soft">
            {message.status === 'uncertain'
              ? t('message.uncertain')
              : t('message.failed', {
                  reason: message.error?.title ?? t('problem.internal.title'),
                })}
          </p>
        )}
      </div>
    </article>
  )
})

export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useWords()
  const Sign = STATUS_SIGNS[status]
  return (
    <span title={t(`delivery.${status}`)} className="inline-flex">
      <Sign
        aria-hidden="true"
        className={cn('size-3.5', status === 'read' && 'text-sky-700 dark:text-sky-300')}
        strokeWidth={status === 'read' ? 3 : 2}
      />
      <span className="sr-only">{t(`delivery.${status}`)}</span>
    </span>
  )
}

function Body({ message }: { message: Message }) {
  const { t } = useWords()
  if (message.deleted_at) {
    return (
      <p className="flex items-center gap-1.5 italic">
        <Ban aria-hidden="true" className="size-4" />
        {t('message.deleted')}
      </p>
    )
  }
  if (message.kind === 'reaction') {
    return (
      <p className="text-[0.8125rem] italic">
        <bdi>
          {message.text ? t('media.reacted', { emoji: message.text }) : t('media.unreacted')}
        </bdi>
      </p>
    )
  }
  return (
    <>
      <MediaView message={message} />
      {message.kind === 'template' && <p className="text-xs opacity-85">{t('kind.template')}</p>}
      {message.text && (
        <p className="break-words whitespace-pre-wrap">
          <bdi>{message.text}</bdi>
        </p>
      )}
    </>
  )
}
