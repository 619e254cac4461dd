import { useId } from 'react'
import { CheckedField } from '../../ui/checked-field'
import { Choice } from '../../ui/field'
import { type Key, useWords } from '../../words/words'
import { Card } from '../card'
import { NumberInput } from '../number-input'
import { LABELS, type MinuteField, SUMMARY_LANGUAGES } from './fields'
import type { SettingsForm } from './use-settings-form'

/** How long customers wait, and for whom. */
export function WaitFields({ form }: { form: SettingsForm }) {
  const { t } = useWords()
  return (
    <Card title={t('texts.waits')}>
      <div className="grid gap-3 sm:grid-cols-2">
        <Minutes form={form} field="expected_wait_minutes" />
        <Minutes form={form} field="agent_silence_minutes" hint="texts.agent_silence_hint" />
      </div>
      <fieldset className="grid gap-3 sm:grid-cols-3">
        <legend className="pb-1 text-xs font-semibold">{t('texts.pickup')}</legend>
        <Minutes form={form} field="pickup_minutes.high" />
        <Minutes form={form} field="pickup_minutes.medium" />
        <Minutes form={form} field="pickup_minutes.low" />
      </fieldset>
    </Card>
  )
}

/** When the bot answers, and for how long it may not. */
export function BotFields({ form }: { form: SettingsForm }) {
  const { t, language } = useWords()
  const { values, set, errorAt } = form
  const names = new Intl.DisplayNames(language, { type: 'language' })
  return (
    <Card title={t('texts.bot')}>
      <div className="grid gap-3 sm:grid-cols-2">
        <CheckedField
          label={t(LABELS.confidence_threshold)}
          hint={t('texts.confidence_hint')}
          error={errorAt('confidence_threshold')}
        >
          {(checked) => (
            <NumberInput
              {...checked}
              required
              min={0}
              max={100}
              step="any"
              scale={100}
              value={values.confidence_threshold}
              onValue={(share) => set({ confidence_threshold: share })}
            />
          )}
        </CheckedField>
        <Minutes form={form} field="bot_limit_minutes" hint="texts.bot_limit_hint" />
        <Minutes form={form} field="phone_hold_minutes" />
        <CheckedField label={t(LABELS.agent_language)} error={errorAt('agent_language')}>
          {(checked) => (
            <Choice
              {...checked}
              value={values.agent_language}
              onChange={(event) => set({ agent_language: event.target.value })}
            >
              {[...new Set([...SUMMARY_LANGUAGES, values.agent_language])].map((tag) => (
                <option key={tag} value={tag}>
                  {names.of(tag) ?? tag}
                </option>
              ))}
            </Choice>
          )}
        </CheckedField>
      </div>
    </Card>
  )
}

/** What visitors of the website may do beyond writing. */
export function VisitorFields({ form: { values, set, errorAt } }: { form: SettingsForm }) {
  const { t } = useWords()
  const id = useId()
  return (
    <Card title={t('texts.visitors')}>
      <div className="flex items-start gap-2">
        <input
          id={id}
          type="checkbox"
          className="mt-0.5 size-4 accent-primary"
          aria-describedby={`${id}-hint`}
          checked={values.widget_attachments}
          onChange={(event) => set({ widget_attachments: event.target.checked })}
        />
        <div>
          <label htmlFor={id}>{t(LABELS.widget_attachments)}</label>
          <p id={`${id}-hint`} className="text-xs text-muted">
            {t('texts.widget_attachments_hint')}
          </p>
        </div>
      </div>
      <p role="alert" className="text-danger empty:hidden">
        {errorAt('widget_attachments')}
      </p>
    </Card>
  )
}

function Minutes({
  form: { values, set, errorAt },
  field,
  hint,
}: {
  form: SettingsForm
  field: MinuteField
  hint?: Key
}) {
  const { t } = useWords()
  const range = t('texts.minutes_hint')
  return (
    <CheckedField
      label={t(LABELS[field])}
      hint={hint ? `${t(hint)} ${range}.` : range}
      error={errorAt(field)}
    >
      {(checked) => (
        <NumberInput
          {...checked}
          required
          min={1}
          max={1_440}
          step={1}
          value={values[field]}
          onValue={(minutes) => set({ [field]: minutes })}
        />
      )}
    </CheckedField>
  )
}
