const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/**
 * How long to wait before the next attempt after this many failed ones, in milliseconds: twice as
 * long each time, and at random within the upper half so that visitors do not return all at once.
 */
export function pause(failed: number, random: number): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failed - 1))
  return Math.round(whole * (0.5 + random / 2))
}
