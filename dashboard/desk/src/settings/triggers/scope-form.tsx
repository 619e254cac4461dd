import type { ReactNode } from 'react'
import type { TriggerHours } from '../../api/settings'
import { CHANNELS } from '../../escalations/words'
import { CheckedField } from '../../ui/checked-field'
import { Choice, Input } from '../../ui/field'
import { useWords } from '../../words/words'
import { Attributes } from './attributes'
import type { FullTrigger } from './built-in'
import { formatWeekday, WEEKDAYS } from './describe'
import type { ErrorAt } from './use-editor'

type Scope = FullTrigger['only']

/** Where a trigger applies: channels, customers, hours. */
export function ScopeForm({
  only,
  onChange,
  errorAt,
}: {
  only: Scope
  onChange: (only: Scope) => void
  errorAt: ErrorAt
}) {
  const { t } = useWords()
  return (
    <fieldset className="grid gap-4 rounded-md border p-3">
      <legend className="px-1 text-xs font-semibold">{t('triggers.field.where')}</legend>
      <Several
        legend={t('triggers.field.channels')}
        hint={t('triggers.field.channels_hint')}
        all={CHANNELS}
        chosen={only.channels ?? []}
        label={(channel) => t(`channel.${channel}`)}
        onChange={(channels) => onChange({ ...only, channels })}
      />
      <Attributes
        attributes={only.attributes ?? {}}
        onChange={(attributes) => onChange({ ...only, attributes })}
        errorAt={errorAt}
      />
      <HoursForm
        hours={only.hours ?? undefined}
        onChange={(hours) => {
          const { hours: _, ...rest } = only
          onChange(hours ? { ...rest, hours } : rest)
        }}
        errorAt={errorAt}
      />
    </fieldset>
  )
}

/** Several of a short list. */
function Several<T extends string>({
  legend,
  hint,
  all,
  chosen,
  label,
  onChange,
}: {
  legend: string
  hint: string
  all: readonly T[]
  chosen: readonly T[]
  label: (one: T) => string
  onChange: (chosen: T[]) => void
}) {
  return (
    <fieldset className="grid gap-1">
      <legend className="text-xs font-medium text-muted">{legend}</legend>
      <div className="flex flex-wrap gap-x-4">
        {all.map((one) => (
          <Check
            key={one}
            checked={chosen.includes(one)}
            onChange={(on) =>
              onChange(all.filter((other) => (other === one ? on : chosen.includes(other))))
            }
          >
            {label(one)}
          </Check>
        ))}
      </div>
      <p className="text-xs text-muted">{hint}</p>
    </fieldset>
  )
}

export function Check({
  checked,
  disabled = false,
  onChange,
  children,
}: {
  checked: boolean
  disabled?: boolean
  onChange: (checked: boolean) => void
  children: ReactNode
}) {
  return (
    <label className="inline-flex min-h-8 items-center gap-2">
      <input
        type="checkbox"
        className="size-4 accent-primary"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  )
}

function HoursForm({
  hours,
  onChange,
  errorAt,
}: {
  hours: TriggerHours | undefined
  onChange: (hours: TriggerHours | undefined) => void
  errorAt: ErrorAt
}) {
  const { t, language } = useWords()
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const fresh: TriggerHours = { time_zone: own, days: [], from: '09:00', to: '18:00' }
  const choose = (which: string) =>
    onChange(which === 'any' ? undefined : { ...(hours ?? fresh), outside: which === 'outside' })
  return (
    <div className="grid gap-3">
      <CheckedField label={t('triggers.field.hours')}>
        {(checked) => (
          <Choice
            {...checked}
            className="sm:w-1/2"
            value={hours ? (hours.outside ? 'outside' : 'within') : 'any'}
            onChange={(event) => choose(event.target.value)}
          >
            {(['any', 'within', 'outside'] as const).map((which) => (
              <option key={which} value={which}>
                {t(`triggers.field.hours_${which}`)}
              </option>
            ))}
          </Choice>
        )}
      </CheckedField>
      {hours && (
        <>
          <Several
            legend={t('triggers.field.days')}
            hint={t('triggers.field.days_hint')}
            all={WEEKDAYS}
            chosen={hours.days ?? []}
            label={(day) => formatWeekday(day, language, 'short')}
            onChange={(days) => onChange({ ...hours, days })}
          />
          <div className="grid gap-3 sm:grid-cols-4">
            {(['from', 'to'] as const).map((end) => (
              <CheckedField
                key={end}
                label={t(`triggers.field.${end}`)}
                error={errorAt(`only.hours.${end}`)}
              >
                {(checked) => (
                  <Input
                    {...checked}
                    type="time"
                    value={hours[end]}
                    onChange={(event) => onChange({ ...hours, [end]: event.target.value })}
                  />
                )}
              </CheckedField>
            ))}
            <div className="sm:col-span-2">
              <CheckedField
                label={t('triggers.field.time_zone')}
                error={errorAt('only.hours.time_zone')}
              >
                {(checked) => (
                  <Choice
                    {...checked}
                    value={hours.time_zone}
                    onChange={(event) => onChange({ ...hours, time_zone: event.target.value })}
                  >
                    {zones(hours.time_zone, own).map((zone) => (
                      <option key={zone}>{zone}</option>
                    ))}
                  </Choice>
                )}
              </CheckedField>
            </div>
          </div>
        </>
      )}
    </div>
  )
}

/** Every zone that the browser knows, and those that are in use, whatever it knows. */
const zones = (...used: string[]): string[] =>
  [...new Set(['UTC', ...used, ...Intl.supportedValuesOf('timeZone')])].sort()
