import { useState } from 'react'
import type { Session } from '../session/session'
import { Button } from '../ui/button'
import { useWords } from '../words/words'
import { Mark } from './mark'

/** Where somebody who is not signed in arrives. */
export function SignIn({ session, error }: { session: Session; error?: unknown }) {
  const { t } = useWords()
  const [leaving, setLeaving] = useState(false)
  const path = location.pathname
  const ended = path === '/signed-out'
  const returnTo = ['/signed-in', '/signed-out'].includes(path) ? '/' : path + location.search
  return (
    <main className="grid h-full place-content-center justify-items-center gap-4 px-6 text-center">
      <Mark className="size-14" />
      <h1 className="text-xl font-semibold">{t('sign_in.title')}</h1>
      <p className="max-w-xs text-muted">{t(ended ? 'sign_in.ended' : 'sign_in.welcome')}</p>
      {error !== undefined && (
        <p role="alert" className="max-w-xs rounded-lg bg-danger-soft p-3 text-on-danger-soft">
          {t('sign_in.failed')}
        </p>
      )}
      <Button
        variant="primary"
        disabled={leaving}
        onClick={() => {
          setLeaving(true)
          session.signIn(returnTo).catch(() => setLeaving(false))
        }}
      >
        {t('sign_in.action')}
      </Button>
    </main>
  )
}
