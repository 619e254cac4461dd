import { useState } from 'react'
import type { TriggerCondition } from '../../api/settings'
import { wordOf } from '../../escalations/words'
import { CheckedField } from '../../ui/checked-field'
import { Choice, Textarea } from '../../ui/field'
import { useWords } from '../../words/words'
import { NumberInput } from '../number-input'
import { SIGNALS } from './describe'
import type { ErrorAt } from './use-editor'

const KINDS = [
  'keywords',
  'signal',
  'low_confidence',
  'failed_attempts',
  'sentiment_run',
  'always',
] as const satisfies readonly TriggerCondition['kind'][]

/** What a trigger begins to look for when its kind is chosen. */
const FRESH: { [kind in TriggerCondition['kind']]: TriggerCondition } = {
  keywords: { kind: 'keywords', words: [] },
  signal: { kind: 'signal', reason: 'sentiment' },
  low_confidence: { kind: 'low_confidence' },
  failed_attempts: { kind: 'failed_attempts', count: 2 },
  sentiment_run: { kind: 'sentiment_run', count: 2 },
  always: { kind: 'always' },
}

/** What a trigger looks for, as a form that follows the kind of it. */
export function ConditionForm({
  when,
  onChange,
  errorAt,
}: {
  when: TriggerCondition
  onChange: (when: TriggerCondition) => void
  errorAt: ErrorAt
}) {
  const { t } = useWords()
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <CheckedField
        label={t('triggers.field.kind')}
        error={errorAt('when') ?? errorAt('only')}
        hint={when.kind === 'always' ? t('triggers.field.always_hint') : undefined}
      >
        {(checked) => (
          <Choice
            {...checked}
            value={when.kind}
            onChange={(event) => {
              const kind = wordOf(KINDS, event.target.value)
              if (kind) onChange(FRESH[kind])
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`triggers.kind.${kind}`)}
              </option>
            ))}
          </Choice>
        )}
      </CheckedField>
      <Details when={when} onChange={onChange} errorAt={errorAt} />
    </div>
  )
}

function Details({
  when,
  onChange,
  errorAt,
}: {
  when: TriggerCondition
  onChange: (when: TriggerCondition) => void
  errorAt: ErrorAt
}) {
  const { t } = useWords()
  switch (when.kind) {
    case 'keywords':
      return (
        <CheckedField
          label={t('triggers.field.words')}
          hint={t('triggers.field.words_hint')}
          error={errorAt('when.words')}
        >
          {(checked) => (
            <WordsInput
              checked={checked}
              words={when.words}
              onChange={(words) => onChange({ kind: 'keywords', words })}
            />
          )}
        </CheckedField>
      )
    case 'signal':
      return (
        <>
          <CheckedField label={t('triggers.field.signal')} error={errorAt('when.reason')}>
            {(checked) => (
              <Choice
                {...checked}
                value={when.reason}
                onChange={(event) => {
                  const reason = wordOf(SIGNALS, event.target.value)
                  if (reason) onChange({ ...when, reason })
                }}
              >
                {SIGNALS.map((signal) => (
                  <option key={signal} value={signal}>
                    {t(`triggers.signal.${signal}`)}
                  </option>
                ))}
              </Choice>
            )}
          </CheckedField>
          <CheckedField
            label={t('triggers.field.threshold')}
            hint={t('triggers.field.threshold_hint')}
            error={errorAt('when.threshold')}
          >
            {(checked) => (
              <NumberInput
                {...checked}
                min={0}
                max={100}
                scale={100}
                value={when.threshold ?? null}
                onValue={(threshold) => onChange({ ...when, threshold })}
              />
            )}
          </CheckedField>
        </>
      )
    case 'low_confidence':
      return (
        <CheckedField
          label={t('triggers.field.below')}
          hint={t('triggers.field.below_hint')}
          error={errorAt('when.below')}
        >
          {(checked) => (
            <NumberInput
              {...checked}
              min={0}
              max={100}
              scale={100}
              value={when.below ?? null}
              onValue={(below) => onChange({ ...when, below })}
            />
          )}
        </CheckedField>
      )
    case 'failed_attempts':
    case 'sentiment_run':
      return (
        <CheckedField
          label={t(
            when.kind === 'failed_attempts'
              ? 'triggers.field.count_failed'
              : 'triggers.field.count_run',
          )}
          error={errorAt('when.count')}
        >
          {(checked) => (
            <NumberInput
              {...checked}
              min={1}
              max={8}
              step={1}
              value={when.count}
              onValue={(count) => onChange({ ...when, count: Math.trunc(count ?? 0) })}
            />
          )}
        </CheckedField>
      )
    case 'always':
      return null
  }
}

function WordsInput({
  checked,
  words,
  onChange,
}: {
  checked: object
  words: readonly string[]
  onChange: (words: string[]) => void
}) {
  // What is typed stays as it is, with its empty lines.
  const [text, setText] = useState(() => words.join('\n'))
  return (
    <Textarea
      {...checked}
      rows={Math.min(8, Math.max(3, words.length + 1))}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        onChange(
          event.target.value
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        )
      }}
    />
  )
}
