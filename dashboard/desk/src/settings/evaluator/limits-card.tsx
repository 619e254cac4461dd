import { useEffect, useId, useState } from 'react'
import { ANSWER_LIMITS, TOOL_CHOICES } from '../../api/settings'
import { CheckedField } from '../../ui/checked-field'
import { Choice } from '../../ui/field'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { NumberInput } from '../number-input'
import { LIMITS, labelOf, type NumberField } from './fields'
import type { EvaluatorForm } from './use-evaluator-form'

/** How long and how much a model may take. */
export function LimitsCard({ form }: { form: EvaluatorForm }) {
  const { t } = useWords()
  const price = form.values.kind === 'bedrock' ? t('evaluator.price_hint') : undefined
  return (
    <Card title={t('evaluator.limits')}>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <Figure form={form} field="timeout_ms" hint={t('evaluator.timeout_ms_hint')} />
        <Figure form={form} field="max_tokens" />
        <Figure form={form} field="input_price" hint={price} />
        <Figure form={form} field="output_price" hint={price} />
        <Figure form={form} field="token_budget" hint={t('evaluator.budget_hint')} />
        <Figure form={form} field="cost_budget_micros" hint={t('evaluator.budget_hint')} />
      </div>
      {form.values.kind !== 'embedded' && <Advanced form={form} />}
    </Card>
  )
}

/** What some providers want otherwise than others. */
function Advanced({ form }: { form: EvaluatorForm }) {
  const { t } = useWords()
  const { values, set, errorAt, base } = form
  const id = useId()
  const [open, setOpen] = useState(false)
  const wrong = errorAt('temperature') ?? errorAt('answer_limit') ?? errorAt('tool_choice')
  // What is wrong is not hidden.
  useEffect(() => {
    if (wrong) setOpen(true)
  }, [wrong])
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="border-t pt-3"
    >
      <summary className="cursor-pointer text-muted">{t('evaluator.advanced')}</summary>
      <div className="mt-3 grid gap-3">
        <p className="text-xs text-muted">{t('evaluator.advanced_hint')}</p>
        <div className="flex items-center gap-2">
          <input
            id={id}
            type="checkbox"
            className="size-4 accent-primary"
            checked={values.sends_temperature}
            onChange={(event) => set({ sends_temperature: event.target.checked })}
          />
          <label htmlFor={id}>{t('evaluator.sends_temperature')}</label>
        </div>
        <div className="grid items-start gap-3 sm:grid-cols-2">
          {values.sends_temperature && (
            <Figure form={form} field="temperature" hint={t('evaluator.temperature_hint')} />
          )}
          {base.answer_limit && values.kind === 'openai_compatible' && (
            <CheckedField label={t('evaluator.answer_limit')} error={errorAt('answer_limit')}>
              {(checked) => (
                <Choice
                  {...checked}
                  dir="ltr"
                  value={values.answer_limit}
                  onChange={(event) =>
                    set({ answer_limit: event.target.value as (typeof ANSWER_LIMITS)[number] })
                  }
                >
                  {ANSWER_LIMITS.map((one) => (
                    <option key={one}>{one}</option>
                  ))}
                </Choice>
              )}
            </CheckedField>
          )}
          {base.tool_choice && (
            <CheckedField label={t('evaluator.tool_choice')} error={errorAt('tool_choice')}>
              {(checked) => (
                <Choice
                  {...checked}
                  value={values.tool_choice}
                  onChange={(event) =>
                    set({ tool_choice: event.target.value as (typeof TOOL_CHOICES)[number] })
                  }
                >
                  {TOOL_CHOICES.map((one) => (
                    <option key={one} value={one}>
                      {t(`evaluator.tool_choice.${one}`)}
                    </option>
                  ))}
                </Choice>
              )}
            </CheckedField>
          )}
        </div>
      </div>
    </details>
  )
}

function Figure({
  form: { values, set, errorAt },
  field,
  hint,
}: {
  form: EvaluatorForm
  field: NumberField | 'temperature'
  hint?: string | undefined
}) {
  const { t } = useWords()
  const { least, most, scale } = LIMITS[field]
  return (
    <CheckedField label={t(labelOf(field))} hint={hint} error={errorAt(field)}>
      {(checked) => (
        <NumberInput
          {...checked}
          min={least * scale}
          max={most * scale}
          step="any"
          scale={scale}
          value={values[field]}
          onValue={(value) => set({ [field]: value })}
        />
      )}
    </CheckedField>
  )
}
