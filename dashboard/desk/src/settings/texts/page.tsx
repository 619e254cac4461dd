import { faultsOf } from '../../api/problem'
import type { CompanySettings } from '../../api/settings'
import { useMe } from '../../shell/context'
import { Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { Conflict } from '../conflict'
import { Title } from '../frame'
import { SaveBar, SaveButtons } from '../save-bar'
import { UnsavedGuard } from '../unsaved'
import { changed, FIELDS, LABELS, TEXT_FIELDS, valuesOf } from './fields'
import { BotFields, VisitorFields, WaitFields } from './limits'
import { CustomerText } from './text-field'
import { useCompanySettings, useSettingsForm } from './use-settings-form'

/** What customers read at the seams of a handoff, and how long anyone may wait. */
export function TextsPage() {
  const { t } = useWords()
  const settings = useCompanySettings()
  return (
    <>
      <Title>{t('texts.title')}</Title>
      {settings.isPending ? (
        <Loading className="p-0" />
      ) : settings.error && !settings.data ? (
        <Failed error={settings.error} onRetry={() => void settings.refetch()} />
      ) : (
        <SettingsEditor current={settings.data} />
      )}
    </>
  )
}

function SettingsEditor({ current }: { current: CompanySettings }) {
  const { t } = useWords()
  const me = useMe()
  const form = useSettingsForm(current)
  const { base, values, dirty, save, set, errorAt, theirs } = form
  const wrong = faultsOf(save.error).filter(({ field }) =>
    FIELDS.some((known) => known === field),
  ).length
  const filling = {
    wait_minutes: `${values.expected_wait_minutes ?? ''}`,
    agent_name: me.name,
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <UnsavedGuard unsaved={dirty} />
      <p className="text-muted">
        {t('texts.intro')} {base.version === 0 && t('texts.defaults')}
      </p>
      {theirs && (
        <Conflict
          name={t('conflict.somebody')}
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
      <Card title={t('texts.seams')}>
        <div className="grid gap-4">
          {TEXT_FIELDS.map((field) => (
            <CustomerText
              key={field}
              field={field}
              text={values[field]}
              variables={base.variables[field.replace('texts.', '')] ?? []}
              filling={filling}
              error={errorAt(field)}
              onChange={(text) => set({ [field]: text })}
            />
          ))}
        </div>
      </Card>
      <WaitFields form={form} />
      <BotFields form={form} />
      <VisitorFields form={form} />
      <SaveBar save={save} dirty={dirty} saved={t('texts.saved')} faults={wrong}>
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

function TheirChanges({ before, after }: { before: CompanySettings; after: CompanySettings }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  const [was, now] = [valuesOf(before), valuesOf(after)]
  const say = (value: string | number | boolean | null) =>
    typeof value === 'boolean'
      ? t(value ? 'texts.on' : 'texts.off')
      : typeof value === 'number'
        ? number.format(value)
        : `“${value}”`
  const fields = changed(was, now)
  return fields.length === 0 ? (
    <p>{t('conflict.same')}</p>
  ) : (
    <ul className="grid gap-1">
      {fields.map((field) => (
        <li key={field} className="wrap-anywhere">
          {t('texts.change', {
            name: t(LABELS[field]),
            before: say(was[field]),
            after: say(now[field]),
          })}
        </li>
      ))}
    </ul>
  )
}
