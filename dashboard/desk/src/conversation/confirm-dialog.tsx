import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useWords } from '../words/words'

/** Asks once more before something that the customer will notice. */
export function ConfirmDialog({
  title,
  detail,
  action,
  onConfirm,
  onClose,
}: {
  title: string
  detail: string
  action: string
  onConfirm: () => void
  onClose: () => void
}) {
  const { t } = useWords()
  return (
    <Dialog open onOpenChange={onClose} title={title} description={detail}>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('confirm.cancel')}</Button>
        <Button variant="primary" autoFocus onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  )
}
