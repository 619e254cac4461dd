import { CircleAlert, CircleCheck, UserRound } from 'lucide-react'
import { useId, useState } from 'react'
import type { EvaluatorTrial } from '../../api/settings'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { cn } from '../../ui/cn'
import { Input } from '../../ui/field'
import { failureSaid, formatCost } from '../../words/models'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Card } from '../card'
import type { Values } from './fields'
import type { EvaluatorForm } from './use-evaluator-form'

/** Asks the model once, with what is set here, saved or not. */
export function TryOut({ form }: { form: EvaluatorForm }) {
  const { t } = useWords()
  const { trial, values, isTriable, errorAt, refusedAt } = form
  const [question, setQuestion] = useState('')
  const [isIncomplete, setIncomplete] = useState(false)
  const id = useId()
  const isEmbedded = values.kind === 'embedded'
  const isTold = refusedAt.length > 0 && refusedAt.every((at) => errorAt(at) !== undefined)

  const ask = () => {
    if (isEmbedded || trial.isPending) return
    setIncomplete(!isTriable)
    form.tell()
    form.save.reset()
    if (isTriable) trial.mutate(question.trim())
  }
  return (
    <Card title={t('evaluator.try')}>
      <p id={id} className="text-muted">
        {t(isEmbedded ? 'evaluator.try_embedded' : 'evaluator.try_hint')}
      </p>
      {!isEmbedded && (
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-48 flex-1">
            <CheckedField label={t('evaluator.try_question')} error={errorAt('question')}>
              {(checked) => (
                <Input
                  {...checked}
                  dir="auto"
                  maxLength={1_000}
                  placeholder={t('evaluator.try_usual')}
                  value={question}
                  onChange={(event) => setQuestion(event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
                    // It is part of a form, which would be saved.
                    event.preventDefault()
                    ask()
                  }}
                />
              )}
            </CheckedField>
          </div>
          <Button variant="soft" idle={trial.isPending} aria-describedby={id} onClick={ask}>
            {t('evaluator.try_action')}
          </Button>
        </div>
      )}
      <div role="status" className="grid gap-3 empty:hidden">
        {trial.isPending && <p className="text-muted">{t('evaluator.try_asking')}</p>}
        {trial.data && !trial.isPending && !isEmbedded && !isIncomplete && (
          <Outcome trial={trial.data} values={values} />
        )}
      </div>
      {(isIncomplete && !isTriable) || (trial.error && isTold) ? (
        <p role="alert" className="text-danger">
          {t('evaluator.try_check')}
        </p>
      ) : (
        trial.error && (
          <p role="alert" className="text-danger">
            {saying(trial.error, t).title}. {saying(trial.error, t).detail}
          </p>
        )
      )}
    </Card>
  )
}

function Outcome({ trial, values }: { trial: EvaluatorTrial; values: Values }) {
  const { t, language } = useWords()
  const { outcome, reply, detail, tokens } = trial
  const failed = outcome === 'failed'
  const called = !failed && reply === null
  const Sign = failed ? CircleAlert : called ? UserRound : CircleCheck
  const number = new Intl.NumberFormat(language)
  const known = tokens.input + tokens.output > 0
  const micros =
    tokens.input * (values.input_price ?? 0) + tokens.output * (values.output_price ?? 0)
  const rows = [
    ['evaluator.try_evaluator', <bdi key="evaluator">{trial.evaluator}</bdi>],
    [
      'evaluator.try_time',
      t('evaluator.try_seconds', { seconds: Math.round(trial.elapsed_ms / 10) / 100 }),
    ],
    [
      'evaluator.try_tokens',
      known
        ? t('evaluator.try_tokens_of', {
            input: number.format(tokens.input),
            output: number.format(tokens.output),
          })
        : t('evaluator.try_tokens_unknown'),
    ],
    // What a model of Bedrock costs, only the deployment knows.
    ...(known && micros > 0 && values.kind !== 'bedrock'
      ? ([['evaluator.try_cost', formatCost(micros, language)]] as const)
      : []),
  ] as const
  return (
    <>
      <p
        className={cn(
          'flex items-start gap-2 rounded-md p-2.5',
          failed ? 'bg-danger-soft text-on-danger-soft' : 'bg-good-soft text-on-good-soft',
        )}
      >
        <Sign aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <span>
          <strong className="font-medium">
            {failed
              ? (failureSaid(trial.note, t) ?? t('model.failed.other'))
              : t(called ? 'evaluator.try_called' : 'evaluator.try_answered')}
          </strong>{' '}
          {failed && t('evaluator.try_failed')}
        </span>
      </p>
      {(reply ?? (called ? detail : null)) && (
        <blockquote
          dir="auto"
          className="border-s-2 border-primary ps-3 wrap-anywhere whitespace-pre-wrap"
        >
          {reply ?? detail}
        </blockquote>
      )}
      {detail && !called && (
        <p className="text-[0.8125rem]">
          {t('evaluator.try_said')}: <bdi className="font-mono text-xs wrap-anywhere">{detail}</bdi>
        </p>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[0.8125rem]">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{t(name)}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
