import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Pool } from '../session/session'
import { Session } from '../session/session'
import { createApi } from './client'
import { isProblem, UnreachableError } from './problem'

const API = 'http://api.example/$default'
const server = setupServer()
let tokens = 0

function signedIn(): Session {
  const fresh = () => ({ id: `token ${++tokens}`, expiresAt: Date.now() + 3_600_000, refresh: 'r' })
  const pool: Pool = {
    leave: async () => undefined,
    arrive: async () => ({ tokens: fresh(), returnTo: '/' }),
    refresh: async () => fresh(),
    revoke: async () => undefined,
    farewell: () => undefined,
  }
  return new Session(pool)
}

describe('the client', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(() => {
    tokens = 0
    localStorage.clear()
  })
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())

  async function client() {
    const session = signedIn()
    await session.arrive(new URL('http://x/signed-in'))
    return { session, api: createApi(API, session) }
  }

  it('asks once more with a fresh token, and says the session is over where that is refused, too', async () => {
    const seen: (string | null)[] = []
    let good = 'Bearer token 2'
    server.use(
      http.get(`${API}/v1/me`, ({ request }) => {
        seen.push(request.headers.get('authorization'))
        return request.headers.get('authorization') === good
          ? HttpResponse.json({ id: 'agt_1' })
          : HttpResponse.json(
              { type: '/problems/unauthorized', title: '', status: 401 },
              { status: 401 },
            )
      }),
    )
    const { session, api } = await client()
    expect(await api.me()).toEqual({ id: 'agt_1' })
    expect(seen).toEqual(['Bearer token 1', 'Bearer token 2'])
    expect(session.status).toBe('signed_in')

    good = 'none'
    await expect(api.me()).rejects.toSatisfy((e) => isProblem(e, '/problems/unauthorized'))
    expect(session.status).toBe('expired')
  })

  it('tells who was faster', async () => {
    server.use(
      http.post(`${API}/v1/escalations/esc_1/take`, ({ request }) => {
        expect(request.headers.get('idempotency-key')).toBe('key')
        return HttpResponse.json(
          {
            type: '/problems/escalation-taken',
            title: 'Taken',
            status: 409,
            detail: '',
            assignee: { id: 'agt_2', name: 'Ben' },
          },
          { status: 409, headers: { 'content-type': 'application/problem+json' } },
        )
      }),
    )
    const { api } = await client()
    await expect(api.take('esc_1', 'key')).rejects.toMatchObject({
      problem: { assignee: { name: 'Ben' } },
    })
  })

  it('takes a mark back by sending none, and nothing beside it', async () => {
    let sent: unknown
    server.use(
      http.put(`${API}/v1/escalations/esc_1/mark`, async ({ request }) => {
        sent = await request.json()
        return HttpResponse.json({ mark: null })
      }),
    )
    const { api } = await client()
    expect(await api.takeMarkBack('esc_1')).toEqual({ mark: null })
    expect(sent).toEqual({ mark: null })
  })

  it('tells a lost answer from a refusal', async () => {
    server.use(http.get(`${API}/v1/me`, () => HttpResponse.error()))
    const { api } = await client()
    await expect(api.me()).rejects.toBeInstanceOf(UnreachableError)
  })
})
