import { useSyncExternalStore } from 'react'

/** Seconds pass together for all that shows them. */
let now = Date.now()
let offset = 0
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function tick(): void {
  now = Date.now() + offset
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The server's time as far as it is known, in milliseconds since the epoch. */
export const serverNow = (): number => Date.now() + offset

/**
 * Learns what the server's clock says. A difference that the way there and back explains is none.
 *
 * @param said the server's time, in milliseconds since the epoch
 */
export function learnTime(said: number): void {
  const difference = said - Date.now()
  offset = Math.abs(difference) < 3_000 ? 0 : difference
}

/** The time by the second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    if (!timer) now = Date.now() + offset
    return Math.floor(now / 1_000) * 1_000
  })
}
