import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** How an agent signs in. */
export interface Login {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: 'agent' | 'lead' | 'admin'
}

/** An account through which customers write. */
export interface Connection {
  readonly id: string
  readonly channel: string
  readonly name: string
  /** Of a number of WhatsApp's: where Meta asks, and with what. */
  readonly webhook_url?: string
  readonly verify_token?: string
  readonly app_secret?: string
}

/** What `scripts/dev` wrote of the running stack. */
export interface Outputs {
  readonly api_url: string
  readonly ws_url: string
  readonly dashboard_url: string
  readonly widget_url: string
  readonly aws_endpoint_url: string
  readonly region: string
  readonly client_id: string
  readonly tenant_id: string
  readonly tables: { readonly conversations: string }
  readonly agents: readonly Login[]
  readonly connections: readonly Connection[]
  /** Another company, of whom the first must never hear. */
  readonly other_tenant: {
    readonly tenant_id: string
    readonly agents: readonly Login[]
    readonly connections: readonly Connection[]
  }
}

const USUAL = fileURLToPath(new URL('../../../.local/outputs.json', import.meta.url))

/** The stack that `BATON_OUTPUTS` names, or the one of this checkout. */
export function outputs(): Outputs {
  const path = process.env.BATON_OUTPUTS ?? USUAL
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Outputs
  } catch (error) {
    throw new Error(`no stack runs here (${path}: ${error}); start one with scripts/dev`)
  }
}
