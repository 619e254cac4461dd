import { Hand, UserRoundCheck } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { ConversationDetail, Escalation } from '../api/client'
import type { Attempt } from '../escalations/take'
import { useDesk } from '../shell/context'
import { Button } from '../ui/button'
import { saying } from '../words/problems'
import { useWords } from '../words/words'

/** What stands in the reply's place where this agent may not reply: why, and what to do about it. */
export function Instead({
  conversation,
  escalation,
  taking,
  mayTakeOver,
  onTake,
  onTakeOver,
  onEscalate,
}: {
  conversation: ConversationDetail
  escalation: Escalation | undefined
  taking: Attempt | undefined
  mayTakeOver: boolean
  onTake: () => void
  onTakeOver: () => void
  onEscalate: () => void
}) {
  const { t } = useWords()
  const box = 'flex flex-wrap items-center gap-3 rounded-md bg-raised p-3'
  const lost =
    taking?.state === 'lost'
      ? t('take.lost', { name: taking.name || t('problem.somebody') })
      : taking?.state === 'failed'
        ? saying(taking.error, t).title
        : undefined
  if (escalation?.status === 'queued') {
    return (
      <div className={box}>
        <p className="min-w-40 flex-1" role={lost ? 'alert' : undefined}>
          {lost ?? t('instead.queued')}
        </p>
        <Button variant="primary" onClick={onTake} disabled={taking?.state === 'taking'}>
          <Hand aria-hidden="true" />
          {t('take.action')}
        </Button>
      </div>
    )
  }
  if (escalation?.status === 'open') {
    return (
      <div className={box}>
        <p className="min-w-40 flex-1" role={lost ? 'alert' : undefined}>
          {t('instead.taken', { name: escalation.assignee?.name ?? t('problem.somebody') })}
        </p>
        {mayTakeOver && (
          <Button onClick={onTakeOver}>
            <UserRoundCheck aria-hidden="true" />
            {t('action.assign_me')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className={box}>
      <p className="min-w-40 flex-1">
        {t(
          conversation.owner.kind === 'phone'
            ? 'instead.phone'
            : conversation.mode === 'closed'
              ? 'instead.closed'
              : 'instead.bot',
        )}
      </p>
      <Button onClick={onEscalate}>{t('escalate.title')}</Button>
    </div>
  )
}

/** Who else is writing. */
export function TypingSign({ conversationId }: { conversationId: string }) {
  const { t } = useWords()
  const { typing } = useDesk()
  const typist = useSyncExternalStore(typing.subscribe, () => typing.in(conversationId))
  return (
    <p aria-live="polite" className="h-5 truncate px-4 text-xs text-muted">
      {typist && t(typist.kind === 'customer' ? 'typing.customer' : 'typing.agent')}
    </p>
  )
}
