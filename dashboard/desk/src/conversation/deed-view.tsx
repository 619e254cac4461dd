import { Bot, CircleX, Flag, Hand } from 'lucide-react'
import { formatMoment, formatTime } from '../time/format'
import { type Translate, useWords } from '../words/words'
import type { Deed } from './episodes'

const SIGNS = { opened: Flag, taken: Hand, ended: Bot } as const

/** A deed in words. */
export function sayDeed(deed: Deed, t: Translate): string {
  const { escalation } = deed
  switch (deed.kind) {
    case 'opened':
      return t('episodes.opened_of', {
        ticket: String(escalation.ticket),
        reason: t(`reason.${escalation.reason}`),
      })
    case 'taken':
      return deed.by === deed.to
        ? t('episodes.taken', { name: deed.to })
        : t('episodes.given', { by: deed.by, name: deed.to })
    case 'ended': {
      const how = escalation.status === 'closed' ? 'closed' : 'resolved'
      return deed.by
        ? t(`episodes.${how}`, { name: deed.by })
        : t(how === 'closed' ? 'episodes.closed_nobody' : 'episodes.resolved_nobody')
    }
  }
}

/** A line between messages: who did what when. */
export function DeedView({ deed }: { deed: Deed }) {
  const { t, language } = useWords()
  const Sign =
    deed.kind === 'ended' && deed.escalation.status === 'closed' ? CircleX : SIGNS[deed.kind]
  return (
    <p className="flex items-center justify-center gap-1.5 px-3 py-1.5 text-center text-xs text-muted">
      <Sign aria-hidden="true" className="size-3.5 shrink-0" />
      <bdi>{sayDeed(deed, t)}</bdi>
      <time dateTime={deed.at} title={formatMoment(deed.at, language)}>
        {formatTime(deed.at, language)}
      </time>
    </p>
  )
}
