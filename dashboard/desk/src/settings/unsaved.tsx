import { useBlocker } from '@tanstack/react-router'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useWords } from '../words/words'

/**
 * Asks before something that was not saved is left. Where it is kept on this device, it can also be
 * left for later.
 */
export function UnsavedGuard({
  unsaved,
  isKept = false,
  onDiscard,
}: {
  unsaved: boolean
  isKept?: boolean
  onDiscard?: () => void
}) {
  const { t } = useWords()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved && !isKept,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  return (
    <Dialog
      open
      onOpenChange={reset}
      title={t('unsaved.title')}
      description={t(isKept ? 'unsaved.detail_kept' : 'unsaved.detail')}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          variant="danger"
          onClick={() => {
            onDiscard?.()
            proceed()
          }}
        >
          {t('unsaved.discard')}
        </Button>
        {isKept && <Button onClick={proceed}>{t('unsaved.later')}</Button>}
        <Button variant="primary" autoFocus onClick={reset}>
          {t('unsaved.stay')}
        </Button>
      </div>
    </Dialog>
  )
}
