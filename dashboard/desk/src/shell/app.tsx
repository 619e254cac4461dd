import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { createApi } from '../api/client'
import { Desk } from '../live/desk'
import type { Config } from '../session/config'
import type { Session } from '../session/session'
import { Failed } from '../ui/states'
import { DeskContext } from './context'
import { router } from './router'
import { SignIn } from './sign-in'
import { Splash } from './splash'

const Expired = lazy(() => import('./expired'))

/** Sees to it that somebody is signed in, and gives them their desk. */
export function App({ config, session }: { config: Config; session: Session }) {
  const status = useSyncExternalStore(session.subscribe, session.getStatus)
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt begins anew
  useEffect(() => {
    let over = false
    setError(undefined)
    enter(session).catch((reason: unknown) => {
      if (!over) setError(reason)
    })
    return () => {
      over = true
    }
  }, [session, attempt])

  if (error) return <SignIn session={session} error={error} />
  if (status === 'restoring') {
    return <Splash />
  }
  if (status === 'signed_out') return <SignIn session={session} />
  return (
    <>
      <SignedIn
        config={config}
        session={session}
        key={attempt}
        onRetry={() => setAttempt(attempt + 1)}
      />
      <Suspense>{status === 'expired' && <Expired session={session} />}</Suspense>
    </>
  )
}

let entering: Promise<void> | undefined

/** Once for each page, however often it is drawn: a code can be traded once only. */
function enter(session: Session): Promise<void> {
  entering ??= (async () => {
    const url = new URL(location.href)
    if (url.pathname === '/signed-in') {
      const back = await session.arrive(url).catch(async (error: unknown) => {
        // A code that was traded before, as after a reload: whoever is signed in goes on.
        await session.restore()
        if (session.getStatus() !== 'signed_in') throw error
        return '/'
      })
      await router.navigate({ to: back, replace: true })
    } else {
      await session.restore()
    }
  })().finally(() => {
    entering = undefined
  })
  return entering
}

function SignedIn({
  config,
  session,
  onRetry,
}: {
  config: Config
  session: Session
  onRetry: () => void
}) {
  const [desk, setDesk] = useState<Desk>()
  const [error, setError] = useState<unknown>()

  useEffect(() => {
    let over = false
    let made: Desk | undefined
    const api = createApi(config.api_url, session)
    api
      .me()
      .then((me) => {
        if (over) return
        made = new Desk(api, session, me, config.ws_url)
        made.start()
        setDesk(made)
      })
      .catch((reason: unknown) => {
        if (!over) setError(reason)
      })
    return () => {
      over = true
      made?.stop()
    }
  }, [config, session])

  if (error) return <Failed error={error} onRetry={onRetry} />
  if (!desk) return <Splash />
  return (
    <DeskContext value={desk}>
      <QueryClientProvider client={desk.queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </DeskContext>
  )
}
