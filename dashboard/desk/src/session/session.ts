import type { Tokens } from './oauth'
import { SignInOver } from './oauth'

export type SessionStatus = 'restoring' | 'signed_out' | 'signed_in' | 'expired'

/** What a session needs of the user pool. */
export interface Pool {
  leave(returnTo: string): Promise<void>
  arrive(url: URL): Promise<{ tokens: Tokens; returnTo: string }>
  refresh(refreshToken: string): Promise<Tokens>
  revoke(refreshToken: string): Promise<void>
  farewell(): void
}

/** Where the refresh token is kept. See the README of this folder for why there. */
export const REFRESH_TOKEN = 'baton.refresh_token'

/** An id token is renewed when it has less than this left, in milliseconds. */
const MARGIN = 5 * 60_000

/**
 * Who is signed in. Id tokens live in memory; the refresh token lies in local storage, so that a
 * reload, another tab and a link from an email find the agent signed in.
 */
export class Session {
  status: SessionStatus = 'restoring'
  #tokens: Tokens | undefined
  #refreshing: Promise<string> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly pool: Pool,
    private readonly storage: Storage = localStorage,
    private readonly now: () => number = Date.now,
  ) {
    addEventListener('storage', (event) => {
      if (event.key !== REFRESH_TOKEN) return
      if (event.newValue === null) {
        // Signed out in another tab.
        if (this.status === 'signed_in') this.#become('signed_out')
      } else if (this.status !== 'signed_in') {
        // Signed in in another tab: this one goes on where it was.
        void this.restore()
      }
    })
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getStatus = (): SessionStatus => this.status

  /** Goes on with the sign-in that an earlier page or another tab left. */
  async restore(): Promise<void> {
    if (!this.storage.getItem(REFRESH_TOKEN)) {
      this.#become('signed_out')
      return
    }
    try {
      await this.#renew()
    } catch (error) {
      if (!(error instanceof SignInOver)) throw error
    }
  }

  async signIn(returnTo: string): Promise<void> {
    await this.pool.leave(returnTo)
  }

  /** @returns where the agent was when they left to sign in. */
  async arrive(url: URL): Promise<string> {
    const { tokens, returnTo } = await this.pool.arrive(url)
    this.#keep(tokens)
    return returnTo
  }

  async signOut(): Promise<void> {
    const refresh = this.storage.getItem(REFRESH_TOKEN)
    this.storage.removeItem(REFRESH_TOKEN)
    this.#tokens = undefined
    if (refresh) await this.pool.revoke(refresh)
    this.#become('signed_out')
    this.pool.farewell()
  }

  /** An id token that is good for some minutes yet. */
  async token(): Promise<string> {
    if (this.#tokens && this.#tokens.expiresAt - this.now() > MARGIN) return this.#tokens.id
    try {
      return await this.#renew()
    } catch (error) {
      // With the pool out of reach, the present token serves while it lasts.
      if (!(error instanceof SignInOver) && this.#tokens && this.#tokens.expiresAt > this.now()) {
        return this.#tokens.id
      }
      throw error
    }
  }

  /** The API refused this token: a fresh one, or the end of the session. */
  async refused(token: string): Promise<string> {
    if (this.#tokens?.id !== token) return this.token()
    this.#tokens = undefined
    return this.#renew()
  }

  /** The API refused a token that was fresh. */
  expire(): void {
    if (this.status === 'signed_in') this.#become('expired')
  }

  async #renew(): Promise<string> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  async #refresh(): Promise<string> {
    const refresh = this.storage.getItem(REFRESH_TOKEN)
    try {
      if (!refresh) throw new SignInOver('signed out in another tab')
      const tokens = await this.pool.refresh(refresh)
      this.#keep(tokens)
      return tokens.id
    } catch (error) {
      if (error instanceof SignInOver) {
        this.#tokens = undefined
        this.storage.removeItem(REFRESH_TOKEN)
        this.#become(this.status === 'restoring' ? 'signed_out' : 'expired')
      }
      throw error
    }
  }

  #keep(tokens: Tokens): void {
    this.#tokens = tokens
    if (tokens.refresh) this.storage.setItem(REFRESH_TOKEN, tokens.refresh)
    clearTimeout(this.#timer)
    const rest = Math.max(tokens.expiresAt - this.now() - MARGIN, 30_000)
    this.#timer = setTimeout(() => void this.#renew().catch(() => undefined), rest)
    this.#become('signed_in')
  }

  #become(status: SessionStatus): void {
    if (status !== 'signed_in') clearTimeout(this.#timer)
    if (this.status === status) return
    this.status = status
    for (const listener of this.#listeners) listener()
  }
}
