/** Where everything is: `/config.json`, written from the deployment's outputs. */
export interface Config {
  /** The HTTP API, without a slash at its end. */
  api_url: string
  /** The WebSocket, without its ticket. */
  ws_url: string
  /** The user pool's hosted page, without a slash at its end. */
  hosted_page_url: string
  /** The user pool as it names itself in the tokens that it issues. */
  issuer: string
  /** The dashboard's client in the user pool. */
  client_id: string
}

const NAMES = ['api_url', 'ws_url', 'hosted_page_url', 'issuer', 'client_id'] as const

export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-store' })
  if (!response.ok) throw new Error(`reading /config.json: ${response.status}`)
  const read: Record<string, unknown> = await response.json()
  const config = {} as Config
  for (const name of NAMES) {
    const value = read[name]
    if (typeof value !== 'string' || value === '') throw new Error(`/config.json has no ${name}`)
    config[name] = value.replace(/\/$/, '')
  }
  return config
}
