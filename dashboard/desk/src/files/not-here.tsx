import { CircleAlert, FileX, LoaderCircle } from 'lucide-react'
import type { Problem } from '../api/problem'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/states'
import { type Key, useWords } from '../words/words'
import { isLost, type useFile } from './use-file'

const LOSSES: Record<NonNullable<Problem['lost']>, Key> = {
  expired: 'media.lost.expired',
  too_large: 'media.lost.too_large',
  refused: 'media.lost.refused',
  not_kept: 'media.lost.not_kept',
}

/** What stands where a file will be, or would have been. */
export function NotHere({ file, name }: { file: ReturnType<typeof useFile>; name: string }) {
  const { t } = useWords()
  const { state, error } = file
  if (state === 'waiting') {
    return (
      <div className="size-full">
        <span className="sr-only">{name}</span>
        <Skeleton className="size-full rounded-lg" />
      </div>
    )
  }
  const Sign = state === 'lost' ? FileX : state === 'failed' ? CircleAlert : LoaderCircle
  return (
    <div
      role="status"
      className="flex size-full items-center gap-2.5 overflow-y-auto rounded-lg border border-dashed border-control/60 bg-background/60 px-3 py-1.5 text-foreground"
    >
      <Sign
        aria-hidden="true"
        className={
          state === 'on_its_way'
            ? 'size-5 shrink-0 text-muted motion-safe:animate-spin'
            : 'size-5 shrink-0 text-muted'
        }
      />
      <div className="min-w-0 flex-1 text-xs">
        <p className="truncate font-medium">
          <bdi>{name}</bdi>
        </p>
        <p className="text-muted">
          {isLost(error) ? (
            <Lost problem={error.problem} />
          ) : (
            t(state === 'on_its_way' ? 'media.on_its_way' : 'media.failed')
          )}
        </p>
      </div>
      {state === 'failed' && (
        <Button size="sm" onClick={file.again}>
          {t('state.retry')}
        </Button>
      )}
    </div>
  )
}

/** Why a file is lost; in the words of the API where the reason is one that is not known here. */
function Lost({ problem: { lost, detail } }: { problem: Problem }) {
  const { t } = useWords()
  const why: Key | undefined = lost && LOSSES[lost]
  return why || !detail ? t(why ?? 'media.lost') : <bdi>{detail}</bdi>
}
