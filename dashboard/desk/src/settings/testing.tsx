import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  useLocation,
} from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createApi, type Me } from '../api/client'
import { Desk } from '../live/desk'
import { type Pool, Session } from '../session/session'
import { DeskContext } from '../shell/context'

export const API = 'http://api.example/$default'

const ME: Me = {
  id: 'agt_me',
  name: 'Deniz Kaya',
  role: 'lead',
  presence: 'online',
  capacity: 20,
  active: 0,
  group_ids: [],
  version: 1,
  email: 'deniz@demo.example',
  email_notifications: true,
  tenant_id: 'demo',
}

/** Shows part of the settings to somebody who is signed in; other addresses show nothing but where they lead. */
export async function show(what: ReactNode, { me = {} }: { me?: Partial<Me> } = {}) {
  const tokens = { id: 'token', expiresAt: Date.now() + 3_600_000, refresh: 'r' }
  const pool: Pool = {
    leave: async () => undefined,
    arrive: async () => ({ tokens, returnTo: '/' }),
    refresh: async () => tokens,
    revoke: async () => undefined,
    farewell: () => undefined,
  }
  const session = new Session(pool)
  await session.arrive(new URL('http://x/signed-in'))
  const desk = new Desk(createApi(API, session), session, { ...ME, ...me }, 'ws://example')
  const root = createRootRoute()
  const here = createRoute({ getParentRoute: () => root, path: '/', component: () => what })
  const elsewhere = createRoute({ getParentRoute: () => root, path: '$', component: Elsewhere })
  const router = createRouter({
    routeTree: root.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  })
  const shown = render(
    <DeskContext value={desk}>
      <QueryClientProvider client={desk.queries}>
        {/* The router of a test is not the one that the types know. */}
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </DeskContext>,
  )
  return { ...shown, desk, router }
}

function Elsewhere() {
  return <p>Elsewhere: {useLocation().pathname}</p>
}

/** An error as the API words it. */
export const problem = (type: string, status: number, more: object = {}): [object, object] => [
  { type: `/problems/${type}`, title: type, status, detail: '', ...more },
  { status, headers: { 'content-type': 'application/problem+json' } },
]
