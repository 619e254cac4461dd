import type { ConversationDetail, Escalation } from '../api/client'
import { ChannelSign, WindowCountdown } from '../escalations/signs'
import { formatMoment } from '../time/format'
import { cn } from '../ui/cn'
import { Failed, Skeleton } from '../ui/states'
import { formatCost } from '../words/models'
import { useWords } from '../words/words'
import { DeedList } from './deed-view'
import { EpisodeList } from './episode-list'
import { deedsOf } from './episodes'
import { Facts } from './facts'
import { HandoffCard, type OnMark } from './handoff-card'
import { Known } from './known'
import { useHandoff } from './use-conversation'

/** Everything beside the words: the handoff first, then who the customer is. */
export function ContextPane({
  conversation,
  escalation,
  episodes,
  onJump,
  onUseReply,
  onMark,
  className,
}: {
  conversation: ConversationDetail
  escalation: Escalation | undefined
  /** All that there were, the last one first. */
  episodes: readonly Escalation[]
  onJump: (seq: number) => void
  onUseReply: ((text: string) => void) | undefined
  onMark: OnMark
  className?: string
}) {
  const { t, language } = useWords()
  const handoff = useHandoff(escalation?.id)
  const { profile, bot_spent: spent } = conversation
  return (
    <aside
      aria-label={t('conversation.context')}
      className={cn(
        // Rows as high as what they hold: the handoff must not be cut short on a low screen.
        'grid min-h-0 auto-rows-max content-start gap-3 overflow-y-auto bg-background p-3',
        className,
      )}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
      tabIndex={0}
    >
      {escalation &&
        (handoff.data ? (
          <HandoffCard
            escalation={handoff.data}
            lastSeq={conversation.last_seq}
            onJump={onJump}
            onUseReply={onUseReply}
            onMark={onMark}
          />
        ) : handoff.error ? (
          <Failed error={handoff.error} onRetry={() => void handoff.refetch()} />
        ) : (
          <Skeleton className="h-72" />
        ))}
      {handoff.data && (
        <section aria-labelledby="history" className="grid gap-2 rounded-lg border bg-surface p-3">
          <h2 id="history" className="text-xs font-semibold tracking-wide text-muted uppercase">
            {t('episodes.history')}
          </h2>
          <DeedList
            className="text-[0.8125rem]"
            deeds={deedsOf([handoff.data], new Map([[handoff.data.id, handoff.data]]))}
          />
        </section>
      )}
      <EpisodeList
        episodes={episodes.filter((one) => one.id !== escalation?.id)}
        lastSeq={conversation.last_seq}
        onJump={onJump}
        onMark={onMark}
      />
      <section aria-labelledby="contact" className="grid gap-3 rounded-lg border bg-surface p-3">
        <h2 id="contact" className="text-xs font-semibold tracking-wide text-muted uppercase">
          {t('contact.title')}
        </h2>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
          {(
            [
              ['contact.name', <bdi key="n">{profile.name ?? '–'}</bdi>],
              ['contact.address', <bdi key="a">{profile.address}</bdi>],
              ['contact.channel', <ChannelSign key="c" channel={conversation.channel} named />],
              ['contact.locale', profile.locale ?? '–'],
              ['contact.since', formatMoment(conversation.created_at, language)],
              [
                'contact.window',
                <WindowCountdown key="w" expiresAt={conversation.window_expires_at} />,
              ],
              ...(spent.tokens > 0
                ? ([
                    [
                      'model.spent',
                      [
                        t('model.spent_tokens', { count: spent.tokens }),
                        ...(spent.cost_micros > 0 ? [formatCost(spent.cost_micros, language)] : []),
                      ].join(t('value.separator')),
                    ],
                  ] as const)
                : []),
            ] as const
          ).map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{t(label)}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <Known conversationId={conversation.id} contact={profile} />
        <Facts title={t('contact.attributes')} facts={profile.attributes} />
        {!escalation && <Facts title={t('handoff.variables')} facts={conversation.variables} />}
      </section>
    </aside>
  )
}
