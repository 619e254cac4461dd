import type { Trigger } from '../../api/settings'
import { cn } from '../../ui/cn'
import { useWords } from '../../words/words'
import { full } from './built-in'
import { TriggerSummary } from './trigger-summary'

/** A policy's triggers in order, to look at. */
export function TriggerList({ triggers }: { triggers: readonly Trigger[] }) {
  const { t } = useWords()
  if (triggers.length === 0) return <p className="text-muted">{t('triggers.none')}</p>
  return (
    <ol className="grid gap-px overflow-hidden rounded-md border bg-border">
      {triggers.map((trigger, place) => (
        <li key={trigger.id} className="flex gap-3 bg-surface px-3 py-2.5">
          <span aria-hidden="true" className="w-5 shrink-0 text-end text-muted tabular-nums">
            {place + 1}
          </span>
          <span className="grid min-w-0 gap-0.5">
            <span className={cn('font-medium', trigger.enabled === false && 'text-muted')}>
              <bdi>{trigger.name}</bdi>
            </span>
            <TriggerSummary trigger={full(trigger)} />
          </span>
        </li>
      ))}
    </ol>
  )
}
