import { CircleAlert, Clock, RotateCw } from 'lucide-react'
import { localPicture } from '../files/local'
import { PendingFile } from '../files/pending-file'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import type { Pending } from './outbox'

/** Something said here that is not known to be committed. */
export function PendingView({
  pending,
  error,
  onAgain,
  onDiscard,
  onEdit,
}: {
  pending: Pending
  error: unknown
  onAgain: () => void
  onDiscard: () => void
  onEdit: () => void
}) {
  const { t } = useWords()
  const refused = pending.state === 'refused'
  const said = refused ? saying(error, t) : undefined
  return (
    <article className="flex justify-end px-3 py-1">
      <div
        className={cn(
          'max-w-[min(36rem,88%)] rounded-xl rounded-se-sm border border-dashed px-3 py-2',
          refused ? 'border-danger bg-surface' : 'border-primary/50 bg-primary-soft/60',
        )}
      >
        {pending.file && (
          <PendingFile file={pending.file} preview={localPicture(pending.body.media?.file_id)} />
        )}
        {pending.text && (
          <p className="break-words whitespace-pre-wrap">
            <bdi>{pending.text}</bdi>
          </p>
        )}
        <p role="status" className="mt-1 flex items-center justify-end gap-1.5 text-xs">
          {pending.state === 'sending' && <Clock aria-hidden="true" className="size-3.5" />}
          {pending.state === 'again' && (
            <RotateCw aria-hidden="true" className="size-3.5 animate-spin" />
          )}
          {refused && <CircleAlert aria-hidden="true" className="size-3.5 text-danger" />}
          {t(`pending.${pending.state}`)}
        </p>
        {said && (
          <div className="mt-1 text-xs">
            <p className="font-medium">{said.title}</p>
            <p>{said.detail}</p>
            <div className="mt-2 flex flex-wrap gap-1.5">
              <Button size="sm" onClick={onAgain}>
                {t('pending.try_again')}
              </Button>
              <Button size="sm" onClick={onEdit}>
                {t('pending.edit')}
              </Button>
              <Button size="sm" variant="danger" onClick={onDiscard}>
                {t('pending.discard')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </article>
  )
}
