import { useQuery } from '@tanstack/react-query'
import { ArrowUpRight, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Escalation, EscalationDetail } from '../api/client'
import { StatusBadge } from '../escalations/signs'
import { useDesk } from '../shell/context'
import { formatMoment } from '../time/format'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Failed, Skeleton } from '../ui/states'
import { useWords } from '../words/words'
import { sayDeed } from './deed-view'
import { deedsOf } from './episodes'
import { Marked } from './handoff-card'

/** The episodes before the one at hand: what they were about, who did what, and how they ended. */
export function EpisodeList({
  episodes,
  onJump,
}: {
  episodes: readonly Escalation[]
  onJump: (seq: number) => void
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
          <Episode key={episode.id} episode={episode} onJump={onJump} />
        ))}
      </ul>
    </section>
  )
}

function Episode({ episode, onJump }: { episode: Escalation; onJump: (seq: number) => void }) {
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
        <Marked id={episode.id} />
      </div>
      {open && <Inside episode={episode} onJump={onJump} />}
    </li>
  )
}

function Inside({ episode, onJump }: { episode: Escalation; onJump: (seq: number) => void }) {
  const { t, language } = useWords()
  const { api } = useDesk()
  const { data, error, refetch } = useQuery<EscalationDetail>({
    queryKey: ['escalation', episode.id],
    queryFn: () => api.escalation(episode.id),
  })
  const evidence = data?.handoff.evidence
  return (
    <div className="grid gap-2 border-t px-2.5 py-2 text-[0.8125rem]">
      <ol className="grid gap-1">
        {deedsOf([episode]).map((deed) => (
          <li key={deed.kind} className="flex gap-2">
            <time dateTime={deed.at} className="shrink-0 text-xs leading-5 text-muted">
              {formatMoment(deed.at, language)}
            </time>
            <bdi>{sayDeed(deed, t)}</bdi>
          </li>
        ))}
      </ol>
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <p className="whitespace-pre-wrap">
            <bdi>{data.handoff.summary}</bdi>
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
