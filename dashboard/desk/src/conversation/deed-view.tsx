import {
  ArrowLeftRight,
  Bot,
  CircleX,
  Ellipsis,
  Flag,
  Hand,
  PencilLine,
  TimerReset,
  Undo2,
  UserRound,
} from 'lucide-react'
import { formatMoment, formatTime } from '../time/format'
import { cn } from '../ui/cn'
import { type Translate, useWords } from '../words/words'
import type { Deed } from './episodes'
import { useTeamName } from './people'

const SIGNS = {
  opened: Flag,
  taken: Hand,
  released: Undo2,
  assigned: UserRound,
  transferred: ArrowLeftRight,
  put_back: TimerReset,
  reclassified: PencilLine,
  returned_to_bot: Bot,
  closed: CircleX,
  forgotten: Ellipsis,
} as const satisfies Record<Deed['what'], unknown>

/** A deed in words. */
export function sayDeed(deed: Deed, t: Translate, teamName: (id: string) => string): string {
  const { escalation } = deed
  if (deed.what === 'forgotten') return t('episodes.forgotten', { count: deed.count })
  const name = deed.by.name ?? t('problem.somebody')
  const byAgent = deed.by.kind === 'agent'
  const from = deed.from && deed.from.id !== deed.by.id ? deed.from.name : undefined
  switch (deed.what) {
    case 'opened': {
      const ticket = String(escalation.ticket)
      const reason = t(`reason.${deed.reason ?? escalation.reason}`)
      return byAgent
        ? t('episodes.opened_by', { name, ticket })
        : t('episodes.opened_of', { ticket, reason })
    }
    case 'taken':
      return t('episodes.taken', { name })
    case 'released':
      return from ? t('episodes.released_from', { name, from }) : t('episodes.released', { name })
    case 'assigned': {
      const to = deed.to?.name ?? t('problem.somebody')
      if (deed.to && deed.to.id === deed.by.id) {
        return from ? t('episodes.taken_over', { name, from }) : t('episodes.taken', { name })
      }
      return from
        ? t('episodes.given_from', { by: name, from, name: to })
        : t('episodes.given', { by: name, name: to })
    }
    case 'transferred':
      return t('episodes.transferred', { name, group: teamName(deed.group ?? '') })
    case 'put_back':
      return from ? t('episodes.put_back', { name: from }) : t('episodes.put_back_nobody')
    case 'reclassified': {
      const changes = [
        deed.urgency &&
          t('episodes.change_urgency', {
            from: t(`urgency.${deed.urgency.from}`),
            to: t(`urgency.${deed.urgency.to}`),
          }),
        deed.type &&
          t('episodes.change_type', {
            from: t(`type.${deed.type.from}`),
            to: t(`type.${deed.type.to}`),
          }),
      ].filter((change) => change !== undefined && change !== null)
      return t('episodes.changed', { name, changes: changes.join(t('episodes.and')) })
    }
    case 'returned_to_bot':
      return byAgent ? t('episodes.resolved', { name }) : t('episodes.resolved_nobody')
    case 'closed':
      return byAgent ? t('episodes.closed', { name }) : t('episodes.closed_nobody')
  }
}

/** A line between messages: who did what when. */
export function DeedView({ deed }: { deed: Deed }) {
  const { t, language } = useWords()
  const teamName = useTeamName()
  const Sign = SIGNS[deed.what]
  return (
    <p className="flex items-center justify-center gap-1.5 px-3 py-1.5 text-center text-xs text-muted">
      <Sign aria-hidden="true" className="size-3.5 shrink-0" />
      <bdi>{sayDeed(deed, t, teamName)}</bdi>
      <time dateTime={deed.at} title={formatMoment(deed.at, language)}>
        {formatTime(deed.at, language)}
      </time>
    </p>
  )
}

/** Who did what when, one below the other. */
export function DeedList({ deeds, className }: { deeds: readonly Deed[]; className?: string }) {
  const { t, language } = useWords()
  const teamName = useTeamName()
  return (
    <ol className={cn('grid gap-1.5', className)}>
      {deeds.map((deed) => {
        const Sign = SIGNS[deed.what]
        return (
          <li key={deed.key} className="flex gap-2">
            <Sign aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-muted" />
            <div className="min-w-0">
              <bdi>{sayDeed(deed, t, teamName)}</bdi>
              <time dateTime={deed.at} className="block text-xs text-muted">
                {formatMoment(deed.at, language)}
              </time>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
