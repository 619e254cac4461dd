import type { Agent } from './agent.ts'
import type { Desk } from './desk.ts'
import type { Login, Outputs } from './outputs.ts'
import { eventually } from './wait.ts'

/** What Baton keeps in memory holds for a minute at most; a little more, because machines are slow. */
export const WITHIN_A_MINUTE = 90_000

/** An account through which customers write. */
export interface Account {
  readonly id: string
  readonly channel: string
  readonly name: string
  /** Of a number of WhatsApp's: where Meta asks, and with what. */
  readonly webhook_url?: string
  readonly verify_token?: string
  readonly app_secret?: string
  /** Of a widget: with what the company signs what it says of its visitors. */
  readonly identity_key?: string
}

/** A company's account of this channel. */
export function account(of: Pick<Outputs, 'connections'>, channel: string): Account {
  const found = of.connections.find((it) => it.channel === channel)
  if (found === undefined) throw new Error(`there is no connection of channel ${channel}`)
  return found as Account
}

/** The stack as another company has it, and who administrates that one. */
export function otherCompany(outputs: Outputs): { told: Outputs; admin: Login } {
  const { other_tenant: other } = outputs as Outputs & {
    readonly other_tenant: Pick<Outputs, 'tenant_id' | 'agents' | 'connections'>
  }
  const admin = other.agents.find((it) => it.role === 'admin')
  if (admin === undefined) throw new Error('nobody administrates the other company')
  return { told: { ...outputs, ...other }, admin }
}

/** Opens a page of the settings at the desk of somebody who has signed in. */
export async function opensSettings(desk: Desk, dashboardUrl: string, page: string): Promise<void> {
  await desk.page.goto(`${dashboardUrl}/settings/${page}`)
  await desk.page.getByRole('navigation', { name: 'Settings' }).waitFor()
}

/** The status that the API refuses this with; 0 where it does it. */
export async function refusal(
  agent: Agent,
  method: string,
  path: string,
  body?: unknown,
): Promise<number> {
  try {
    await agent.asks(method, path, body)
    return 0
  } catch (error) {
    const status = / (\d{3}) /.exec(String(error))?.[1]
    if (status === undefined) throw error
    return Number(status)
  }
}

/** Repeats something until it is seen to have an effect, for as long as caches may hold. */
export async function withinAMinute<T>(
  what: string,
  attempt: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + WITHIN_A_MINUTE
  for (;;) {
    try {
      return await eventually(what, attempt)
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}
