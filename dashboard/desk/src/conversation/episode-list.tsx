import { ArrowUpRight, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Escalation } from '../api/client'
import { StatusBadge } from '../escalations/signs'
import { formatMoment } from '../time/format'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Failed, Skeleton } from '../ui/states'
import { useWords } from '../words/words'
import { DeedList } from './deed-view'
import { deedsOf } from './episodes'
import { Marked, type OnMark } from './handoff-card'
import { type OnJump, Referring } from './references'
import { useHandoff } from './use-conversation'

/** The episodes before the one at hand: what they were about, who did what, and how they ended. */
export function EpisodeList({
  episodes,
  lastSeq,
  onJump,
  onMark,
}: {
  episodes: readonly Escalation[]
  /** The number of the conversation's last message. */
  lastSeq: number
  onJump: OnJump
  onMark: OnMark
}) {
  const { t } = useWords()
  if (episodes.length === 0) return null
  return (
    <section aria-labelledby="episodes" className="grid gap-2 rounded-lg border bg-surface p-3">
      <h2 id="episodes" className="text-xs font-semibold tracking-wide text-muted uppercase">
        {t('episodes.title')} <span className="tabular-nums">{episodes.length}</span>
      </h2>
      <ul className="grid gap-2">
        {episodes.map((episode) => (
          <Episode
            key={episode.id}
            episode={episode}
            lastSeq={lastSeq}
            onJump={onJump}
            onMark={onMark}
          />
        ))}
      </ul>
    </section>
  )
}

function Episode({
  episode,
  lastSeq,
  onJump,
  onMark,
}: {
  episode: Escalation
  lastSeq: number
  onJump: OnJump
  onMark: OnMark
}) {
  const { t, language } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <li className="rounded-md border">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-2 rounded-md px-2.5 py-2 text-start hover:bg-raised"
      >
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="text-xs text-muted tabular-nums">#{episode.ticket}</span>
            <span className="truncate font-medium">{t(`reason.${episode.reason}`)}</span>
          </span>
          <span className="block text-xs text-muted">
            {formatMoment(episode.created_at, language)}
          </span>
        </span>
        <StatusBadge status={episode.status} />
        <ChevronDown
          aria-hidden="true"
          className={cn('size-4 shrink-0 transition-transform', open && 'rotate-180')}
        />
      </button>
      <div className="px-2.5 pb-2 empty:hidden">
        <Marked escalation={episode} onMark={onMark} />
      </div>
      {open && <Inside episode={episode} lastSeq={lastSeq} onJump={onJump} />}
    </li>
  )
}

function Inside({
  episode,
  lastSeq,
  onJump,
}: {
  episode: Escalation
  lastSeq: number
  onJump: OnJump
}) {
  const { t } = useWords()
  const { data, error, refetch } = useHandoff(episode.id)
  const evidence = data?.handoff.evidence
  return (
    <div className="grid gap-2 border-t px-2.5 py-2 text-[0.8125rem]">
      <DeedList deeds={deedsOf([episode], new Map(data && [[data.id, data]]))} />
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <p className="whitespace-pre-wrap">
            <Referring text={data.handoff.summary} lastSeq={lastSeq} onJump={onJump} />
          </p>
          {evidence && (
            <>
              <blockquote className="border-s-2 border-primary ps-2.5">
                <bdi className="whitespace-pre-wrap">{evidence.text}</bdi>
              </blockquote>
              <Button
                variant="ghost"
                size="sm"
                className="-ms-1 h-7 w-max text-primary"
                onClick={() => onJump(evidence.seq)}
              >
                <ArrowUpRight aria-hidden="true" className="rtl:-scale-x-100" />
                {t('handoff.jump')}
              </Button>
            </>
          )}
        </>
      ) : (
        <Skeleton className="h-16" />
      )}
    </div>
  )
}
