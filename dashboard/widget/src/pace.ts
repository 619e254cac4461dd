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

const SOONEST_CHECK_MS = 10_000
const LATEST_CHECK_MS = 300_000

/**
 * When to look whether a frame was lost, although the socket is open: soon while there is news, and
 * more and more rarely when there is none. In milliseconds, as is the age of the last news.
 */
export function checkAfter(sinceNews: number): number {
  return Math.min(LATEST_CHECK_MS, Math.max(SOONEST_CHECK_MS, sinceNews / 2))
}

const SOONEST_POLL_MS = 3_000
const LATEST_POLL_MS = 30_000
const UNWATCHED_POLL_MS = 20_000

/**
 * When to ask for messages where there is no socket: more often while somebody looks at the chat,
 * and, as with checks, the sooner the fresher the news.
 */
export function pollAfter(sinceNews: number, isWatched: boolean): number {
  if (!isWatched) return Math.max(UNWATCHED_POLL_MS, checkAfter(sinceNews))
  return Math.min(LATEST_POLL_MS, Math.max(SOONEST_POLL_MS, sinceNews / 10))
}
