import { useMemo } from 'react'
import type { Escalation } from '../api/client'
import { type Command, useCommands } from '../shell/commands'
import { useWords } from '../words/words'
import type { Change, useActions } from './actions'
import type { Asking } from './page'

/** Offers in the palette what can be done with the conversation at hand. */
export function useActionCommands({
  escalation,
  last,
  actions,
  onTake,
  onAct,
  onAsk,
}: {
  escalation: Escalation | undefined
  /** The live escalation, else the one before: what marks are about. */
  last: Escalation | undefined
  actions: ReturnType<typeof useActions>
  onTake: () => void
  onAct: (change: Change) => void
  onAsk: (asking: Asking) => void
}): void {
  const { t } = useWords()
  const { may, mayTakeOver } = actions
  const { status } = escalation ?? {}
  const live = status === 'queued' || status === 'open'
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the commands do follows from these
  const commands = useMemo(() => {
    const all: Command[] = []
    const asks = (id: string, label: string, asking: Asking, keys?: string) =>
      all.push({ id, label, run: () => onAsk(asking), ...(keys && { keys }) })
    if (status === 'queued') {
      all.push({ id: 'take', label: t('take.action'), keys: 'T', run: onTake })
    }
    if (may && status === 'open') {
      asks('bot', t('action.return_to_bot'), { what: 'return_to_bot' }, 'B')
      all.push({ id: 'release', label: t('action.release'), run: () => onAct({ act: 'release' }) })
    }
    if (mayTakeOver) {
      const run = () => onAct({ act: 'assign_me' })
      all.push({ id: 'assign_me', label: t('action.assign_me'), run })
    }
    if (may) {
      asks('assign', t('action.assign'), { what: 'assign' })
      asks('transfer', t('action.transfer'), { what: 'transfer' })
      asks('close', t('action.close'), { what: 'close' }, 'E')
    }
    if (!live) asks('escalate', t('escalate.title'), { what: 'escalate' })
    if (last) {
      if (last.reason !== 'manual') {
        const asking = { what: 'mark', kind: 'should_not_have' } as const
        asks('mark_not', t('action.mark_should_not_have'), asking)
      }
      const asking = { what: 'mark', kind: 'should_have_come_earlier' } as const
      asks('mark_earlier', t('action.mark_should_have_come_earlier'), asking)
    }
    return all
  }, [escalation?.id, status, last?.id, may, mayTakeOver, t])
  useCommands(commands)
}
