import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../api/problem'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { saying } from '../words/problems'
import { useWords } from '../words/words'

/**
 * Asks before something is lost for good, and names what. Where somebody changed it meanwhile, nothing
 * is lost until one has been told of it and asks again.
 */
export function DeleteDialog({
  title,
  lost,
  action,
  version,
  changedBy,
  onDelete,
  onStale,
  onGone,
  onClose,
}: {
  title: string
  /** A sentence for each thing that goes with it, or stays. */
  lost: readonly string[]
  action: string
  /** Of what is there now, as far as it is known. */
  version: number
  changedBy: string
  onDelete: (version: number) => Promise<unknown>
  /** Reads what it is now. */
  onStale: () => Promise<unknown>
  onGone: () => void
  onClose: () => void
}) {
  const { t } = useWords()
  const [seen] = useState(version)
  const remove = useMutation({
    mutationFn: async (of: number) => {
      try {
        await onDelete(of)
      } catch (error) {
        // Somebody else was first, or the answer to an earlier attempt was lost.
        if (!isProblem(error, '/problems/not-found')) throw error
      }
    },
    onSuccess: onGone,
    onError: (error) => {
      if (!isProblem(error, '/problems/validation')) return onStale()
    },
  })
  const isTold = isProblem(remove.error, '/problems/stale-version') && version !== seen
  const said = remove.error && !isTold ? saying(remove.error, t) : undefined
  return (
    <Dialog open onOpenChange={onClose} title={title} closable={!remove.isPending}>
      <div className="grid gap-4">
        <ul className="grid gap-1.5">
          {lost.map((sentence) => (
            <li key={sentence} className="wrap-anywhere">
              {sentence}
            </li>
          ))}
        </ul>
        {version !== seen && (
          <p role="alert" className="rounded-md bg-warn-soft p-2.5 text-on-warn-soft">
            {t('delete.changed', { name: changedBy })}
          </p>
        )}
        {said && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{said.title}</span> {said.detail}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button autoFocus disabled={remove.isPending} onClick={onClose}>
            {t('confirm.cancel')}
          </Button>
          <Button variant="danger" idle={remove.isPending} onClick={() => remove.mutate(version)}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
