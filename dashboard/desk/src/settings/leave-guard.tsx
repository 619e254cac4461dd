import { useBlocker } from '@tanstack/react-router'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useWords } from '../words/words'

/** Asks before what was not saved is left behind. `within` names the way that may always be gone. */
export function LeaveGuard({
  dirty,
  within = () => false,
}: {
  dirty: boolean
  within?: (next: { pathname: string; search: object }) => boolean
}) {
  const { t } = useWords()
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => dirty && !within(next),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      open
      onOpenChange={blocker.reset}
      title={t('settings.leave.title')}
      description={t('settings.leave.detail')}
    >
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="danger" onClick={blocker.proceed}>
          {t('settings.leave.go')}
        </Button>
        <Button variant="primary" autoFocus onClick={blocker.reset}>
          {t('settings.leave.stay')}
        </Button>
      </div>
    </Dialog>
  )
}
