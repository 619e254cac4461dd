import type { Agent } from './agent.ts'
import type { Desk } from './desk.ts'
import { eventually } from './wait.ts'

/** What Baton keeps in memory holds for a minute at most; a little more, because machines are slow. */
export const WITHIN_A_MINUTE = 90_000

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
