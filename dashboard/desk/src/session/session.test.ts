import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SignInOver, type Tokens } from './oauth'
import { type Pool, REFRESH_TOKEN, Session } from './session'

const HOUR = 3_600_000
let now = 0
let refreshes = 0

function pool(change: Partial<Pool> = {}): Pool {
  return {
    leave: async () => undefined,
    arrive: async () => ({ tokens: tokens('first'), returnTo: '/conversations/cnv_1' }),
    refresh: async () => {
      refreshes += 1
      return { ...tokens(`renewed ${refreshes}`), refresh: undefined }
    },
    revoke: async () => undefined,
    farewell: () => undefined,
    ...change,
  }
}

const tokens = (id: string): Tokens => ({ id, expiresAt: now + HOUR, refresh: 'r1' })
const session = (change?: Partial<Pool>) => new Session(pool(change), localStorage, () => now)

describe('a session', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
    now = 0
    refreshes = 0
  })
  afterEach(() => vi.useRealTimers())

  it('is nobody’s until somebody signs in, and goes back to where they were', async () => {
    const one = session()
    await one.restore()
    expect(one.status).toBe('signed_out')
    expect(await one.arrive(new URL('http://x/signed-in?code=1'))).toBe('/conversations/cnv_1')
    expect(one.status).toBe('signed_in')
    expect(await one.token()).toBe('first')
  })

  it('outlives a reload', async () => {
    await session().arrive(new URL('http://x/signed-in?code=1'))
    const reloaded = session()
    await reloaded.restore()
    expect(reloaded.status).toBe('signed_in')
    expect(await reloaded.token()).toBe('renewed 1')
  })

  it('renews a token before it ends, once for all who ask', async () => {
    const one = session()
    await one.arrive(new URL('http://x/signed-in?code=1'))
    now = HOUR - 60_000
    expect(await Promise.all([one.token(), one.token(), one.token()])).toEqual(
      Array(3).fill('renewed 1'),
    )
  })

  it('goes on with the present token while the pool is out of reach', async () => {
    const one = session({ refresh: () => Promise.reject(new TypeError('no network')) })
    await one.arrive(new URL('http://x/signed-in?code=1'))
    now = HOUR - 60_000
    expect(await one.token()).toBe('first')
    expect(one.status).toBe('signed_in')
  })

  it('says that it is over where the pool says so, and forgets nothing else', async () => {
    const one = session({ refresh: () => Promise.reject(new SignInOver('revoked')) })
    await one.arrive(new URL('http://x/signed-in?code=1'))
    localStorage.setItem('baton.draft.agt_1.cnv_1.reply', 'half a sentence')
    now = HOUR
    await expect(one.token()).rejects.toThrow(SignInOver)
    expect(one.status).toBe('expired')
    expect(localStorage.getItem(REFRESH_TOKEN)).toBeNull()
    expect(localStorage.getItem('baton.draft.agt_1.cnv_1.reply')).toBe('half a sentence')
  })

  it('ends in all tabs together', async () => {
    const one = session()
    await one.arrive(new URL('http://x/signed-in?code=1'))
    window.dispatchEvent(new StorageEvent('storage', { key: REFRESH_TOKEN, newValue: null }))
    expect(one.status).toBe('signed_out')
  })
})
