import type { AuthorizationServer, Client, TokenEndpointResponse } from 'oauth4webapi'
import type { Config } from './config'

/** What the user pool gives at sign-in, and again at each refresh. */
export interface Tokens {
  id: string
  /** Milliseconds since the epoch. */
  expiresAt: number
  /** Stands only where the pool gave a new one. */
  refresh: string | undefined
}

/** What is known between leaving for the hosted page and coming back. */
interface Departure {
  state: string
  nonce: string
  verifier: string
  returnTo: string
}

/** The user pool said that the sign-in is over, which trying again would not change. */
export class SignInOver extends Error {}

const DEPARTURE = 'baton.departure'
const SCOPES = 'openid email profile'

export class UserPool {
  readonly #server: AuthorizationServer
  readonly #client: Client
  readonly #local: boolean
  /** The pool's own API: where the issuer is, or, on this machine, where everything is. */
  readonly #api: string

  constructor(private readonly config: Config) {
    const page = config.hosted_page_url
    this.#server = {
      issuer: config.issuer,
      authorization_endpoint: `${page}/oauth2/authorize`,
      token_endpoint: `${page}/oauth2/token`,
    }
    this.#client = { client_id: config.client_id }
    this.#local = ['127.0.0.1', 'localhost'].includes(new URL(page).hostname)
    this.#api = new URL('/', this.#local ? page : config.issuer).toString()
  }

  get #redirectUri(): string {
    return `${location.origin}/signed-in`
  }

  /** Leaves for the hosted page; the browser comes back to `/signed-in`. */
  async leave(returnTo: string): Promise<void> {
    const oauth = await import('oauth4webapi')
    const departure: Departure = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
      returnTo,
    }
    sessionStorage.setItem(DEPARTURE, JSON.stringify(departure))
    const page = new URL(`${this.config.hosted_page_url}/oauth2/authorize`)
    page.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.config.client_id,
      redirect_uri: this.#redirectUri,
      scope: SCOPES,
      state: departure.state,
      nonce: departure.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(departure.verifier),
      code_challenge_method: 'S256',
    }).toString()
    location.assign(page)
  }

  /** Trades the code that the browser came back with. */
  async arrive(url: URL): Promise<{ tokens: Tokens; returnTo: string }> {
    const kept = sessionStorage.getItem(DEPARTURE)
    if (!kept) throw new SignInOver('this window did not ask for a sign-in')
    sessionStorage.removeItem(DEPARTURE)
    const departure = JSON.parse(kept) as Departure
    const oauth = await import('oauth4webapi')
    const parameters = oauth.validateAuthResponse(this.#server, this.#client, url, departure.state)
    const response = await oauth.authorizationCodeGrantRequest(
      this.#server,
      this.#client,
      oauth.None(),
      parameters,
      this.#redirectUri,
      departure.verifier,
      // Plain http is for a pool on this machine and for no other.
      { [oauth.allowInsecureRequests]: this.#local },
    )
    const result = await oauth.processAuthorizationCodeResponse(
      this.#server,
      this.#client,
      response,
      { expectedNonce: departure.nonce, requireIdToken: true },
    )
    return {
      tokens: tokensOf(result, oauth.getValidatedIdTokenClaims(result)),
      returnTo: departure.returnTo,
    }
  }

  /**
   * Asks the pool's own API and not `/oauth2/token`: it answers the same, and is what keeps an
   * agent's groups on every deployment.
   *
   * @throws SignInOver where the pool no longer takes the token; else the network's error.
   */
  async refresh(refreshToken: string): Promise<Tokens> {
    const response = await this.#ask('GetTokensFromRefreshToken', { RefreshToken: refreshToken })
    if (response.status >= 400 && response.status < 500 && response.status !== 429) {
      throw new SignInOver(`the user pool answered ${response.status}`)
    }
    if (!response.ok) throw new Error(`the user pool answered ${response.status}`)
    const { AuthenticationResult: result } = (await response.json()) as {
      AuthenticationResult: { IdToken: string; RefreshToken?: string }
    }
    return {
      id: result.IdToken,
      expiresAt: expiryOf(result.IdToken),
      refresh: result.RefreshToken,
    }
  }

  /** Makes the refresh token worthless. A pool that cannot be reached changes nothing here. */
  async revoke(refreshToken: string): Promise<void> {
    await this.#ask('RevokeToken', { Token: refreshToken }).catch(() => undefined)
  }

  #ask(operation: string, body: object): Promise<Response> {
    return fetch(this.#api, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ ClientId: this.config.client_id, ...body }),
    })
  }

  /** Ends the hosted page's own session; the browser comes back to `/signed-out`. */
  farewell(): void {
    const page = new URL(`${this.config.hosted_page_url}/logout`)
    page.search = new URLSearchParams({
      client_id: this.config.client_id,
      logout_uri: `${location.origin}/signed-out`,
    }).toString()
    location.assign(page)
  }
}

function tokensOf(result: TokenEndpointResponse, claims: { exp: number } | undefined): Tokens {
  if (!result.id_token || !claims) throw new Error('the user pool gave no id token')
  return { id: result.id_token, expiresAt: claims.exp * 1000, refresh: result.refresh_token }
}

/** When an id token ends, in milliseconds since the epoch. */
function expiryOf(idToken: string): number {
  const [, payload = ''] = idToken.split('.')
  const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as {
    exp: number
  }
  return claims.exp * 1000
}
