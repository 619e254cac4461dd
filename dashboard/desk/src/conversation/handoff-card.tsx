import {
  ArrowUpRight,
  Check,
  CircleHelp,
  CornerDownRight,
  Quote,
  Tag,
  Users,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Escalation, EscalationDetail } from '../api/client'
import type { MarkKind } from '../api/desk'
import { Sla, StatusBadge, UrgencyBadge } from '../escalations/signs'
import { formatMoment } from '../time/format'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { useWords } from '../words/words'
import { useTeamName } from './people'
import { useHandoff } from './use-conversation'

/** What the agent reads first: why, the proof, what happened, what to do. */
export function HandoffCard({
  escalation,
  onJump,
  onUseReply,
  onMark,
}: {
  escalation: EscalationDetail
  onJump: (seq: number) => void
  onMark: OnMark
  onUseReply: ((text: string) => void) | undefined
}) {
  const { t, language } = useWords()
  const { handoff } = escalation
  const teamName = useTeamName()
  const { evidence } = handoff
  return (
    <section
      aria-labelledby="handoff"
      className="overflow-hidden rounded-lg border border-primary/40 bg-surface"
    >
      <header className="border-b bg-primary-soft/60 px-3 py-2.5">
        <div className="flex flex-wrap items-center gap-1.5">
          <h2 id="handoff" className="me-auto text-xs font-semibold tracking-wide uppercase">
            {t('handoff.title')} <span className="tabular-nums">#{escalation.ticket}</span>
          </h2>
          <StatusBadge status={escalation.status} />
          <UrgencyBadge urgency={escalation.urgency} />
          <Badge>{t(`type.${escalation.type}`)}</Badge>
        </div>
        <p className="mt-1.5 text-base leading-snug font-semibold">
          {t(`reason.${escalation.reason}`)}
        </p>
        <p>
          <bdi>{escalation.reason_text}</bdi>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 text-xs text-muted">
          {formatMoment(escalation.created_at, language)} <Sla escalation={escalation} />
          {escalation.status === 'queued' && escalation.group && (
            <Badge>
              <Users aria-hidden="true" />
              {t('group.of', { group: teamName(escalation.group) })}
            </Badge>
          )}
        </p>
        <Marked escalation={escalation} onMark={onMark} />
      </header>
      <div className="grid gap-3 p-3">
        {evidence && (
          <div>
            <Heading icon={<Quote />}>{t('handoff.evidence')}</Heading>
            <blockquote className="border-s-2 border-primary ps-2.5">
              <bdi className="whitespace-pre-wrap">{evidence.text}</bdi>
            </blockquote>
            <Button
              variant="ghost"
              size="sm"
              className="mt-0.5 -ms-2 h-7 text-primary"
              onClick={() => onJump(evidence.seq)}
            >
              <ArrowUpRight aria-hidden="true" className="rtl:-scale-x-100" />
              {t('handoff.jump')}
            </Button>
          </div>
        )}
        {handoff.open_question && (
          <div>
            <Heading icon={<CircleHelp />}>{t('handoff.open_question')}</Heading>
            <p>
              <bdi>{handoff.open_question}</bdi>
            </p>
          </div>
        )}
        <div>
          <Heading>{t('handoff.summary')}</Heading>
          <p className="whitespace-pre-wrap">
            <bdi>{handoff.summary}</bdi>
          </p>
        </div>
        <div className="rounded-md bg-raised p-2.5">
          <Heading icon={<CornerDownRight className="rtl:-scale-x-100" />}>
            {t('handoff.next_step')}
          </Heading>
          <p>
            <bdi>{handoff.suggested_next_step}</bdi>
          </p>
        </div>
        {handoff.suggested_reply && (
          <div>
            <Heading>{t('handoff.suggested_reply')}</Heading>
            <p className="rounded-md border border-dashed border-control p-2 whitespace-pre-wrap">
              <bdi>{handoff.suggested_reply}</bdi>
            </p>
            {onUseReply && (
              <Button
                size="sm"
                variant="soft"
                className="mt-1.5"
                onClick={() => onUseReply(handoff.suggested_reply ?? '')}
              >
                {t('handoff.use_reply')}
              </Button>
            )}
          </div>
        )}
        {handoff.tried.length > 0 && (
          <div>
            <Heading>{t('handoff.tried')}</Heading>
            <ul className="grid gap-1.5">
              {handoff.tried.map((tried) => (
                <li key={`${tried.article_id} ${tried.question}`} className="flex gap-2">
                  {tried.answered ? (
                    <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                  ) : (
                    <X aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
                  )}
                  <div className="min-w-0">
                    <p>
                      <bdi>{tried.question}</bdi>
                    </p>
                    <p className="text-xs text-muted">
                      {t(tried.answered ? 'handoff.answered' : 'handoff.not_answered', {
                        article: tried.article_title,
                        score: Math.round(tried.score * 100),
                      })}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Facts title={t('handoff.variables')} facts={handoff.variables} />
        <Facts title={t('handoff.tool_results')} facts={handoff.tool_results} />
      </div>
    </section>
  )
}

/** Asks what to say of an escalation. */
export type OnMark = (escalation: Escalation, kind: MarkKind) => void

/** What agents say of the escalation, where that is known, and the way to say something else. */
export function Marked({ escalation, onMark }: { escalation: Escalation; onMark: OnMark }) {
  const { t, language } = useWords()
  const mark = useHandoff(escalation.id, false).data?.mark
  return (
    <p role="status" className="empty:hidden mt-1.5 flex items-start gap-1.5 text-xs">
      {mark && (
        <>
          <Tag aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 flex-1" title={formatMoment(mark.at, language)}>
            {t('mark.by', { name: mark.by.name, mark: t(`mark.${mark.mark}`) })}
            {mark.note && (
              <>
                {' – '}
                <bdi>{mark.note}</bdi>
              </>
            )}
          </span>
          <Button
            size="sm"
            variant="ghost"
            className="-my-1 h-6 shrink-0 px-1.5 text-xs"
            aria-label={t('mark.change_label', { ticket: String(escalation.ticket) })}
            onClick={() => onMark(escalation, mark.mark)}
          >
            {t('mark.change')}
          </Button>
        </>
      )}
    </p>
  )
}

function Heading({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <h3 className="mb-1 flex items-center gap-1.5 text-xs font-semibold text-muted [&_svg]:size-3.5">
      {icon}
      {children}
    </h3>
  )
}

/** Names and what they hold; nothing where there are none. */
export function Facts({ title, facts }: { title: string; facts: object }) {
  const all = Object.entries(facts)
  if (all.length === 0) return null
  return (
    <div>
      <Heading>{title}</Heading>
      <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-3 gap-y-1">
        {all.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="truncate text-muted">{name.replaceAll('_', ' ')}</dt>
            <dd className="min-w-0 break-words">
              <bdi>
                {typeof value === 'object' && value !== null ? (
                  <code className="text-xs break-all">{JSON.stringify(value)}</code>
                ) : (
                  String(value)
                )}
              </bdi>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
