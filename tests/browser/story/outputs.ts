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

/** What `scripts/dev` wrote of the running stack. */
export interface Outputs {
  readonly api_url: string
  readonly ws_url: string
  readonly dashboard_url: string
  readonly widget_url: string
  readonly aws_endpoint_url: string
  readonly graph_sandbox_url: string
  readonly region: string
  readonly client_id: string
  readonly tenant_id: string
  readonly tables: { readonly conversations: string }
  readonly files_bucket: string
  readonly agents: readonly Login[]
  readonly connections: readonly {
    readonly id: string
    readonly channel: string
    readonly phone_number_id?: string
  }[]
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
