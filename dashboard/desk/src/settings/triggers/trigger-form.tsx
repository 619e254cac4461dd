import { TYPES, URGENCIES, wordOf } from '../../escalations/words'
import { CheckedField } from '../../ui/checked-field'
import { Choice, Input } from '../../ui/field'
import { useWords } from '../../words/words'
import { NumberInput } from '../number-input'
import type { FullTrigger } from './built-in'
import { ConditionForm } from './condition-form'
import { useGroups } from './groups'
import { Check, ScopeForm } from './scope-form'
import type { ErrorAt } from './use-editor'

/** Whether this one hears a plain request for a person, which nothing may delay or switch off. */
export const isTheWayToAPerson = ({ when }: FullTrigger): boolean =>
  when.kind === 'signal' && when.reason === 'customer_request'

/** Everything about one trigger, to change. */
export function TriggerForm({
  trigger,
  onChange,
  errorAt,
}: {
  trigger: FullTrigger
  onChange: (trigger: FullTrigger) => void
  errorAt: ErrorAt
}) {
  const { t } = useWords()
  const groups = useGroups()
  const alwaysHeard = isTheWayToAPerson(trigger)
  const set = (part: Partial<FullTrigger>) => onChange({ ...trigger, ...part })
  return (
    <div className="grid gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <CheckedField label={t('triggers.field.name')} error={errorAt('name')}>
          {(checked) => (
            <Input
              {...checked}
              maxLength={80}
              value={trigger.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </CheckedField>
        <div className="self-end">
          <Check
            checked={trigger.enabled}
            disabled={alwaysHeard && trigger.enabled}
            onChange={(enabled) => set({ enabled })}
          >
            {t('triggers.field.enabled')}
          </Check>
          {alwaysHeard && (
            <p className="text-xs text-muted">
              {errorAt('enabled') ?? t('triggers.field.always_on')}
            </p>
          )}
        </div>
      </div>
      <ConditionForm
        when={trigger.when}
        onChange={(when) => {
          const heard = isTheWayToAPerson({ ...trigger, when })
          // Nothing may stand in the way of a plain request, so what did is taken away.
          set(heard ? { when, enabled: true, timing: { kind: 'immediately' } } : { when })
        }}
        errorAt={errorAt}
      />
      <ScopeForm only={trigger.only} onChange={(only) => set({ only })} errorAt={errorAt} />
      <fieldset className="grid gap-3 rounded-md border p-3 sm:grid-cols-2">
        <legend className="px-1 text-xs font-semibold">{t('triggers.field.then')}</legend>
        <CheckedField label={t('column.urgency')} error={errorAt('urgency')}>
          {(checked) => (
            <Choice
              {...checked}
              value={trigger.urgency ?? ''}
              onChange={(event) => set({ urgency: wordOf(URGENCIES, event.target.value) ?? null })}
            >
              <option value="">{t('triggers.field.as_message')}</option>
              {URGENCIES.map((urgency) => (
                <option key={urgency} value={urgency}>
                  {t(`urgency.${urgency}`)}
                </option>
              ))}
            </Choice>
          )}
        </CheckedField>
        <CheckedField label={t('column.type')} error={errorAt('type')}>
          {(checked) => (
            <Choice
              {...checked}
              value={trigger.type ?? ''}
              onChange={(event) => set({ type: wordOf(TYPES, event.target.value) ?? null })}
            >
              <option value="">{t('triggers.field.as_message')}</option>
              {TYPES.map((type) => (
                <option key={type} value={type}>
                  {t(`type.${type}`)}
                </option>
              ))}
            </Choice>
          )}
        </CheckedField>
        {(groups.length > 0 || trigger.group) && (
          <CheckedField label={t('triggers.field.group')} error={errorAt('group')}>
            {(checked) => (
              <Choice
                {...checked}
                value={trigger.group ?? ''}
                onChange={(event) => set({ group: event.target.value || null })}
              >
                <option value="">{t('triggers.field.everybody')}</option>
                {groups.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
                {trigger.group && !groups.some(({ id }) => id === trigger.group) && (
                  <option value={trigger.group}>{trigger.group}</option>
                )}
              </Choice>
            )}
          </CheckedField>
        )}
        {!alwaysHeard && <TimingForm trigger={trigger} set={set} errorAt={errorAt} />}
      </fieldset>
    </div>
  )
}

function TimingForm({
  trigger: { timing },
  set,
  errorAt,
}: {
  trigger: FullTrigger
  set: (part: Partial<FullTrigger>) => void
  errorAt: ErrorAt
}) {
  const { t } = useWords()
  return (
    <>
      <CheckedField label={t('triggers.field.timing')} error={errorAt('timing')}>
        {(checked) => (
          <Choice
            {...checked}
            value={timing.kind}
            onChange={(event) =>
              set({
                timing:
                  event.target.value === 'immediately'
                    ? { kind: 'immediately' }
                    : { kind: 'after_bot_replies', count: 1 },
              })
            }
          >
            <option value="immediately">{t('triggers.field.immediately')}</option>
            <option value="after_bot_replies">{t('triggers.field.after')}</option>
          </Choice>
        )}
      </CheckedField>
      {timing.kind === 'after_bot_replies' && (
        <CheckedField label={t('triggers.field.after_count')} error={errorAt('timing.count')}>
          {(checked) => (
            <NumberInput
              {...checked}
              min={1}
              max={8}
              step={1}
              value={timing.count}
              onValue={(count) =>
                set({ timing: { kind: 'after_bot_replies', count: Math.trunc(count ?? 0) } })
              }
            />
          )}
        </CheckedField>
      )}
    </>
  )
}
