const FIRST = 1_000
const LONGEST = 30_000

/**
 * How long to wait before the next attempt, in milliseconds: anything up to a limit that doubles,
 * so that dashboards which lost the same server do not come back at the same moment.
 *
 * @param attempt how many failed since the last success, from 0
 * @param random from 0 up to 1
 */
export function delayBefore(attempt: number, random: number): number {
  const limit = Math.min(LONGEST, FIRST * 2 ** attempt)
  return 250 + random * (limit - 250)
}
