import {
  Camera,
  ChevronsDown,
  ChevronsUp,
  Equal,
  Globe,
  type LucideIcon,
  MessageCircle,
  Phone,
} from 'lucide-react'
import type { Channel, Escalation, EscalationStatus, Urgency } from '../api/client'
import { waitSeconds } from '../live/escalations'
import { useNow } from '../time/clock'
import { formatMoment, formatSpan, secondsUntil } from '../time/format'
import { Badge, type Tone } from '../ui/badge'
import { useWords } from '../words/words'

const CHANNEL_SIGNS: Record<Channel, LucideIcon> = {
  whatsapp: Phone,
  widget: Globe,
  instagram: Camera,
  messenger: MessageCircle,
}

export function ChannelSign({
  channel,
  named = false,
}: {
  channel: Channel
  named?: boolean | 'where there is room'
}) {
  const { t } = useWords()
  const Sign = CHANNEL_SIGNS[channel]
  return (
    <span className="inline-flex items-center gap-1" title={t(`channel.${channel}`)}>
      <Sign aria-hidden="true" className="size-3.5 shrink-0" />
      <span className={named === true ? '' : named ? 'rows:sr-only roomy:not-sr-only' : 'sr-only'}>
        {t(`channel.${channel}`)}
      </span>
    </span>
  )
}

const URGENCY_SIGNS: Record<Urgency, { icon: LucideIcon; tone: Tone }> = {
  high: { icon: ChevronsUp, tone: 'danger' },
  medium: { icon: Equal, tone: 'plain' },
  low: { icon: ChevronsDown, tone: 'plain' },
}

export function UrgencyBadge({ urgency }: { urgency: Urgency }) {
  const { t } = useWords()
  const { icon: Sign, tone } = URGENCY_SIGNS[urgency]
  return (
    <Badge tone={tone}>
      <Sign aria-hidden="true" />
      {t(`urgency.${urgency}`)}
    </Badge>
  )
}

const STATUS_TONES: Record<EscalationStatus, Tone> = {
  queued: 'warn',
  open: 'info',
  resolved: 'good',
  closed: 'plain',
}

export function StatusBadge({ status }: { status: EscalationStatus }) {
  const { t } = useWords()
  return <Badge tone={STATUS_TONES[status]}>{t(`status.${status}`)}</Badge>
}

/** How long the customer has waited, by the second. */
export function Wait({ escalation }: { escalation: Escalation }) {
  const { language } = useWords()
  const now = useNow()
  return <span className="tabular-nums">{formatSpan(waitSeconds(escalation, now), language)}</span>
}

const SOON = 2 * 3_600

/** How long the channel still takes a free answer. */
export function WindowCountdown({ expiresAt }: { expiresAt: string | null | undefined }) {
  const { t, language } = useWords()
  const now = useNow()
  if (!expiresAt) return <span className="text-muted">{t('window.none')}</span>
  const left = secondsUntil(expiresAt, now)
  if (left <= 0) return <Badge tone="danger">{t('window.closed')}</Badge>
  const text = t('window.left', { span: formatSpan(left, language) })
  return (
    <span title={t('window.until', { moment: formatMoment(expiresAt, language) })}>
      {left < SOON ? (
        <Badge tone="warn" className="tabular-nums">
          {text}
        </Badge>
      ) : (
        <span className="tabular-nums">{text}</span>
      )}
    </span>
  )
}

/** Whether the promised time of the pickup holds. */
export function Sla({ escalation }: { escalation: Escalation }) {
  const { t, language } = useWords()
  const now = useNow()
  const due = escalation.sla_due_at
  if (!due) return <span className="text-muted">{t('sla.none')}</span>
  if (escalation.status !== 'queued') {
    const taken = escalation.taken_at
    // As text, a whole second would come after its own fractions.
    const met = taken !== null && Date.parse(taken) <= Date.parse(due)
    return met ? (
      <Badge tone="good">{t('sla.met')}</Badge>
    ) : (
      <Badge tone="danger">{t('sla.missed')}</Badge>
    )
  }
  const left = secondsUntil(due, now)
  const span = formatSpan(Math.abs(left), language)
  if (left < 0) {
    return (
      <Badge tone="danger" className="tabular-nums">
        {t('sla.overdue', { span })}
      </Badge>
    )
  }
  return (
    <Badge tone={left < 60 ? 'warn' : 'plain'} className="tabular-nums">
      {t('sla.due', { span })}
    </Badge>
  )
}
