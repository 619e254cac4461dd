import { wordOf } from '../../escalations/words'

export const TABS = ['triggers', 'differences', 'simulation', 'history'] as const
export type Tab = (typeof TABS)[number]

export interface TriggersSearch {
  /** The version that is open, `pol_…`; the overview where there is none. */
  policy?: string | undefined
  tab?: Tab | undefined
  /** The simulation whose result is shown, `sim_…`. */
  simulation?: string | undefined
}

const id = (value: unknown, prefix: string): string | undefined =>
  typeof value === 'string' && value.startsWith(prefix) ? value : undefined

export function readTriggersSearch(search: Record<string, unknown>): TriggersSearch {
  return {
    policy: id(search.policy, 'pol_'),
    tab: wordOf(TABS, search.tab),
    simulation: id(search.simulation, 'sim_'),
  }
}
