import type { Urgency } from '../../api/client'
import { Badge, type Tone } from '../../ui/badge'
import { useWords } from '../../words/words'
import type { FullTrigger } from './built-in'
import { sayCondition, sayScope, sayTiming } from './describe'
import { useGroupName } from './groups'

const URGENCY_TONES: Record<Urgency, Tone> = { high: 'danger', medium: 'warn', low: 'plain' }

/** What a trigger looks for, where it applies and what it does, to read. */
export function TriggerSummary({ trigger }: { trigger: FullTrigger }) {
  const words = useWords()
  const { t } = words
  const groupName = useGroupName()
  return (
    <span className="grid min-w-0 gap-1">
      <span className="text-[0.8125rem] text-muted">{sayCondition(trigger.when, words)}</span>
      <span className="flex flex-wrap gap-1.5 empty:hidden">
        {!trigger.enabled && <Badge tone="warn">{t('triggers.off')}</Badge>}
        {sayScope(trigger, words).map((scope) => (
          <Badge key={scope} tone="info" className="whitespace-normal">
            {scope}
          </Badge>
        ))}
        {trigger.urgency && (
          <Badge tone={URGENCY_TONES[trigger.urgency]}>
            {t('triggers.says.urgency', { urgency: t(`urgency.${trigger.urgency}`) })}
          </Badge>
        )}
        {trigger.type && <Badge>{t(`type.${trigger.type}`)}</Badge>}
        {trigger.group && <Badge tone="primary">{groupName(trigger.group)}</Badge>}
        {trigger.timing.kind !== 'immediately' && <Badge>{sayTiming(trigger.timing, t)}</Badge>}
      </span>
    </span>
  )
}
