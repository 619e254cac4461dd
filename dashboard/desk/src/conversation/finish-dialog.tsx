import { useState } from 'react'
import { useDesk } from '../shell/context'
import { useWords } from '../words/words'
import { type Ending, seenIn, type useActions } from './actions'
import { ConfirmDialog } from './confirm-dialog'

/** Asks once more before a conversation is left to the bot or to nobody. */
export function FinishDialog({
  what,
  conversationId,
  act,
  onClose,
}: {
  what: Ending['act']
  conversationId: string
  act: ReturnType<typeof useActions>['act']
  onClose: () => void
}) {
  const { t } = useWords()
  const desk = useDesk()
  // What comes while the question stands before the thread has not been seen.
  const [seen] = useState(() => {
    const { loading, messages } = desk.thread(conversationId).getState()
    return loading === 'first' ? 0 : seenIn(messages)
  })
  return (
    <ConfirmDialog
      title={t(`confirm.${what}.title`)}
      detail={t(`confirm.${what}.detail`)}
      action={t(`action.${what}`)}
      onConfirm={() => {
        act.mutate({ act: what, seen })
        onClose()
      }}
      onClose={onClose}
    />
  )
}
