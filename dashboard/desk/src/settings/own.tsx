import { useMe } from '../shell/context'
import { setTheme, THEMES, type Theme, useTheme } from '../shell/theme'
import { Choice, Field } from '../ui/field'
import { LANGUAGES, type Language, speak, useWords } from '../words/words'
import { Title } from './frame'
import { NotifySettings } from './notify'

/** How this agent likes their desk. */
export function OwnSettings() {
  const { t, language } = useWords()
  const me = useMe()
  const theme = useTheme()
  return (
    <>
      <Title>{t('settings.own')}</Title>
      <section aria-labelledby="desk" className="grid gap-4 rounded-lg border bg-surface p-4">
        <h2 id="desk" className="font-semibold">
          {t('settings.desk')}
        </h2>
        <Field label={t('theme.label')}>
          {(id) => (
            <Choice
              id={id}
              value={theme}
              onChange={(event) => setTheme(event.target.value as Theme)}
            >
              {THEMES.map((value) => (
                <option key={value} value={value}>
                  {t(`theme.${value}`)}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        <Field label={t('language.label')}>
          {(id) => (
            <Choice
              id={id}
              value={language}
              onChange={(event) => void speak(event.target.value as Language)}
            >
              {(Object.keys(LANGUAGES) as Language[]).map((value) => (
                <option key={value} value={value} lang={value}>
                  {LANGUAGES[value]}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      </section>
      <NotifySettings />
      <section aria-labelledby="account" className="grid gap-2 rounded-lg border bg-surface p-4">
        <h2 id="account" className="font-semibold">
          {t('settings.account')}
        </h2>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {(
            [
              ['contact.name', me.name],
              ['settings.email', me.email],
              ['settings.role', t(`role.${me.role}`)],
              [
                'settings.capacity',
                t('settings.capacity_of', { active: me.active, capacity: me.capacity }),
              ],
            ] as const
          ).map(([label, value]) => (
            <div key={label} className="contents">
              <dt className="text-muted">{t(label)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  )
}
