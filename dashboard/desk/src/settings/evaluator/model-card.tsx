import type { EvaluatorKind } from '../../api/settings'
import { CheckedField } from '../../ui/checked-field'
import { Choice, Input, Textarea } from '../../ui/field'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { KINDS, LONGEST_INSTRUCTIONS, labelOf } from './fields'
import { KeyField } from './key-field'
import type { EvaluatorForm } from './use-evaluator-form'

/** Who proposes, and where that one is. */
export function ModelCard({ form }: { form: EvaluatorForm }) {
  const { t } = useWords()
  const { values, set, errorAt, base } = form
  const { kind } = values
  return (
    <Card title={t('evaluator.model_card')}>
      <CheckedField
        label={t('evaluator.kind')}
        hint={t(`evaluator.kind_hint.${kind}`)}
        error={errorAt('kind')}
      >
        {(checked) => (
          <Choice
            {...checked}
            value={kind}
            onChange={(event) => set({ kind: event.target.value as EvaluatorKind })}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`evaluator.kind.${one}`)}
              </option>
            ))}
          </Choice>
        )}
      </CheckedField>
      {kind !== 'embedded' && (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <Place form={form} field="model" />
          {kind === 'bedrock' && <Place form={form} field="region" />}
        </div>
      )}
      {kind === 'openai_compatible' && (
        <>
          <Place form={form} field="url" />
          <KeyField
            label={t('evaluator.api_key')}
            error={errorAt('api_key')}
            isStored={base.api_key_set}
            change={values.api_key}
            onChange={(api_key) => set({ api_key })}
          />
        </>
      )}
    </Card>
  )
}

/** What the tenant says of when to call a person. */
export function InstructionsCard({ form: { values, set, errorAt } }: { form: EvaluatorForm }) {
  const { t } = useWords()
  return (
    <Card title={t('evaluator.words')}>
      <CheckedField
        label={t('evaluator.instructions')}
        hint={t('evaluator.instructions_hint', { most: LONGEST_INSTRUCTIONS })}
        error={errorAt('instructions')}
      >
        {(checked) => (
          <Textarea
            {...checked}
            dir="auto"
            rows={6}
            value={values.instructions}
            onChange={(event) => set({ instructions: event.target.value })}
          />
        )}
      </CheckedField>
    </Card>
  )
}

function Place({
  form: { values, set, errorAt },
  field,
}: {
  form: EvaluatorForm
  field: 'model' | 'region' | 'url'
}) {
  const { t } = useWords()
  return (
    <CheckedField
      label={t(labelOf(field))}
      hint={t(`evaluator.${field}_hint`)}
      error={errorAt(field)}
    >
      {(checked) => (
        <Input
          {...checked}
          dir="ltr"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={values[field]}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      )}
    </CheckedField>
  )
}
