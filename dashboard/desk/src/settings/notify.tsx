import { useMutation, useQueryClient } from '@tanstack/react-query'
import { BellOff, BellRing } from 'lucide-react'
import { useId, useState } from 'react'
import { currentSound, notifyDesktop, SOUNDS, type Sound, setSound } from '../live/arrivals'
import { useDesk, useMe } from '../shell/context'
import { Button } from '../ui/button'
import { Choice, Field } from '../ui/field'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { useDesktopPermission } from './permission'

/** What this agent is told of, and how. */
export function NotifySettings() {
  const { t } = useWords()
  const [sound, setShown] = useState<Sound>(currentSound)
  return (
    <section aria-labelledby="notify" className="grid gap-4 rounded-lg border bg-surface p-4">
      <h2 id="notify" className="font-semibold">
        {t('notify.title')}
      </h2>
      <Email />
      <Field label={t('sound.label')}>
        {(id) => (
          <Choice
            id={id}
            value={sound}
            onChange={(event) => {
              const next = event.target.value as Sound
              setSound(next)
              setShown(next)
            }}
          >
            {SOUNDS.map((value) => (
              <option key={value} value={value}>
                {t(`sound.${value}`)}
              </option>
            ))}
          </Choice>
        )}
      </Field>
      <Desktop />
    </section>
  )
}

function Email() {
  const { t } = useWords()
  const { api } = useDesk()
  const me = useMe()
  const id = useId()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (wanted: boolean) => api.changeMe({ email_notifications: wanted }),
    onSuccess: (now) => queries.setQueryData(['me'], now),
  })
  const said = change.error && saying(change.error, t)
  return (
    <div className="grid gap-1">
      <div className="flex items-start gap-2">
        <input
          id={id}
          type="checkbox"
          className="mt-0.5 size-4 accent-primary"
          aria-describedby={`${id}-hint`}
          checked={change.isPending ? change.variables : me.email_notifications}
          onChange={(event) => {
            if (!change.isPending) change.mutate(event.target.checked)
          }}
        />
        <div>
          <label htmlFor={id}>{t('notify.email')}</label>
          <p id={`${id}-hint`} className="text-xs break-all text-muted">
            {t('notify.email_hint', { email: me.email })}
          </p>
        </div>
      </div>
      <p role="alert" className="text-danger empty:hidden">
        {said && `${said.title}. ${said.detail}`}
      </p>
    </div>
  )
}

function Desktop() {
  const { t } = useWords()
  const { permission, ask } = useDesktopPermission()
  const Icon = permission === 'granted' ? BellRing : BellOff
  return (
    <div className="grid gap-1">
      <p className="text-xs font-medium text-muted">{t('notify.desktop')}</p>
      <div className="flex flex-wrap items-center gap-2">
        <p role="status" className="flex min-w-48 flex-1 items-start gap-2">
          <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {t(`notify.desktop.${permission}`)}
        </p>
        {permission === 'default' && (
          <Button size="sm" variant="soft" onClick={ask}>
            {t('notify.desktop.allow')}
          </Button>
        )}
        {permission === 'granted' && (
          <Button
            size="sm"
            onClick={() => notifyDesktop(t('notify.desktop.sample'), 'baton.sample')}
          >
            {t('notify.desktop.try')}
          </Button>
        )}
      </div>
    </div>
  )
}
