import { useBlocker } from '@tanstack/react-router'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useWords } from '../words/words'

interface Place {
  pathname: string
  search: object
}

/**
 * Asks before something that was not saved is left. Where it is kept on this device, it can also be
 * left for later.
 */
export function UnsavedGuard({
  unsaved,
  isKept = false,
  within = (next, current) => next.pathname === current.pathname,
  onDiscard,
}: {
  unsaved: boolean
  isKept?: boolean
  /** Which way may always be gone. */
  within?: (next: Place, current: Place) => boolean
  onDiscard?: () => void
}) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && !within(next, current),
    enableBeforeUnload: () => unsaved && !isKept,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <UnsavedDialog
      onDiscard={() => {
        onDiscard?.()
        proceed()
      }}
      onLater={isKept ? proceed : undefined}
      onStay={reset}
    />
  )
}

/** The question itself, for whatever else would lose an edit. */
export function UnsavedDialog({
  onDiscard,
  onLater,
  onStay,
}: {
  onDiscard: () => void
  onLater?: (() => void) | undefined
  onStay: () => void
}) {
  const { t } = useWords()
  return (
    <Dialog
      open
      onOpenChange={onStay}
      title={t('unsaved.title')}
      description={t(onLater ? 'unsaved.detail_kept' : 'unsaved.detail')}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="danger" onClick={onDiscard}>
          {t('unsaved.discard')}
        </Button>
        {onLater && <Button onClick={onLater}>{t('unsaved.later')}</Button>}
        <Button variant="primary" autoFocus onClick={onStay}>
          {t('unsaved.stay')}
        </Button>
      </div>
    </Dialog>
  )
}
