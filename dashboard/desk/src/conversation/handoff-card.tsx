import { ArrowUpRight, CircleHelp, CornerDownRight, Info, Quote, Tag, Users } from 'lucide-react'
import type { Escalation, EscalationDetail } from '../api/client'
import { given, type MarkKind } from '../api/desk'
import { Sla, StatusBadge, UrgencyBadge } from '../escalations/signs'
import { formatMoment } from '../time/format'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { failureSaid } from '../words/models'
import { useWords } from '../words/words'
import { Facts, Heading } from './facts'
import { useTeamName } from './people'
import { type OnJump, Referring } from './references'
import { ToolCalls } from './tool-calls'
import { TriedList } from './tried-list'
import { useHandoff } from './use-conversation'

/** What the agent reads first: why, the proof, what happened, what to do. */
export function HandoffCard({
  escalation,
  lastSeq,
  onJump,
  onUseReply,
  onMark,
}: {
  escalation: EscalationDetail
  /** The number of the conversation's last message. */
  lastSeq: number
  onJump: OnJump
  onMark: OnMark
  onUseReply: ((text: string) => void) | undefined
}) {
  const { t, language } = useWords()
  const { handoff } = escalation
  const teamName = useTeamName()
  const { evidence } = handoff
  const failure = failureSaid(escalation.assessment.note, t)
  const calls = handoff.tool_calls
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
        {failure && (
          <p className="mt-1 flex items-start gap-1 text-xs text-muted">
            <Info aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
            {failure} {t('model.stood_in')}
          </p>
        )}
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
              <Referring text={handoff.open_question} lastSeq={lastSeq} onJump={onJump} />
            </p>
          </div>
        )}
        <div>
          <Heading>{t('handoff.summary')}</Heading>
          <p className="whitespace-pre-wrap">
            <Referring text={handoff.summary} lastSeq={lastSeq} onJump={onJump} />
          </p>
          <p className="mt-0.5 text-xs text-muted">
            {t(`handoff.summary_source.${handoff.summary_source}`)}
          </p>
        </div>
        <div className="rounded-md bg-raised p-2.5">
          <Heading icon={<CornerDownRight className="rtl:-scale-x-100" />}>
            {t('handoff.next_step')}
          </Heading>
          <p>
            <Referring text={handoff.suggested_next_step} lastSeq={lastSeq} onJump={onJump} />
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
        <TriedList tried={handoff.tried} onJump={onJump} />
        <Facts title={t('handoff.variables')} facts={handoff.variables} />
        {calls.length > 0 ? (
          <ToolCalls calls={calls} forgotten={handoff.forgotten_tool_calls} onJump={onJump} />
        ) : (
          <Facts title={t('handoff.tool_results')} facts={handoff.tool_results} />
        )}
      </div>
    </section>
  )
}

/** Asks what to say of an escalation. */
export type OnMark = (escalation: Escalation, kind: MarkKind) => void

/** What agents say of the escalation, where that is known, and the way to say something else. */
export function Marked({ escalation, onMark }: { escalation: Escalation; onMark: OnMark }) {
  const { t, language } = useWords()
  const mark = given(useHandoff(escalation.id, false).data?.mark)
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
