import { useEffect, useRef } from 'react'
import type { EvaluatorDetail } from '../../api/settings'
import { useMe } from '../../shell/context'
import { Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { Conflict } from '../conflict'
import { Title } from '../frame'
import { SaveBar, SaveButtons } from '../save-bar'
import { UnsavedGuard } from '../unsaved'
import { LimitsCard } from './limits-card'
import { InstructionsCard, ModelCard } from './model-card'
import { History, Overview, TheirChanges } from './overview'
import { ToolsCard } from './tools-card'
import { TryOut } from './try-out'
import { useEvaluator, useEvaluatorForm } from './use-evaluator-form'

/** Who decides for the bot: administrators set it, leads see it. */
export function EvaluatorPage() {
  const { t } = useWords()
  const { role } = useMe()
  const evaluator = useEvaluator()
  return (
    <>
      <Title>{t('evaluator.title')}</Title>
      {evaluator.isPending ? (
        <Loading className="p-0" />
      ) : evaluator.error && !evaluator.data ? (
        <Failed error={evaluator.error} onRetry={() => void evaluator.refetch()} />
      ) : (
        <>
          <p className="text-muted">
            {t('evaluator.intro')} {evaluator.data.version === 0 && t('evaluator.never_changed')}
          </p>
          {role === 'admin' ? (
            <EvaluatorEditor current={evaluator.data} />
          ) : (
            <>
              <p className="text-muted">{t('evaluator.read_only')}</p>
              <Overview evaluator={evaluator.data} />
              <History edits={evaluator.data.history} />
            </>
          )}
        </>
      )}
    </>
  )
}

function EvaluatorEditor({ current }: { current: EvaluatorDetail }) {
  const { t } = useWords()
  const form = useEvaluatorForm(current)
  const { base, dirty, save, theirs, problems } = form
  const place = useRef<HTMLFormElement>(null)

  /** Once it is drawn: what is to be mended may have been folded away. */
  const goToFaults = () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        place.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      ),
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the server refused something
  useEffect(() => {
    if (form.refusedAt.length > 0) goToFaults()
  }, [save.error])

  const isRefused = save.error && form.refusedAt.some((at) => form.errorAt(at) !== undefined)
  return (
    <form
      ref={place}
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        form.trial.reset()
        form.tell()
        if (problems.size > 0) goToFaults()
        else save.mutate(form.values)
      }}
    >
      <UnsavedGuard unsaved={dirty} />
      {theirs && (
        <Conflict
          name={theirs.edited_by?.name ?? t('conflict.somebody')}
          detail={t('conflict.changed')}
          mine={t('conflict.replace')}
          onMine={form.keepMine}
          onTheirs={form.takeTheirs}
        >
          <div className="rounded-md bg-surface p-3 text-foreground">
            <TheirChanges before={base} after={theirs} />
          </div>
        </Conflict>
      )}
      <ModelCard form={form} />
      <InstructionsCard form={form} />
      <LimitsCard form={form} />
      <ToolsCard form={form} />
      <TryOut form={form} />
      <History edits={current.history} />
      <SaveBar
        save={save}
        dirty={dirty}
        saved={t('evaluator.saved')}
        faults={isRefused ? form.refusedAt.length : 0}
      >
        {form.isTold && problems.size > 0 && (
          <p role="alert" className="basis-full text-danger">
            {t('triggers.check_fields', { count: problems.size })}
          </p>
        )}
        <SaveButtons
          save={save}
          dirty={dirty}
          held={theirs !== undefined}
          onDiscard={form.takeTheirs}
        />
      </SaveBar>
    </form>
  )
}
