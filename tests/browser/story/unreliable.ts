import type { WebSocketRoute } from 'playwright-core'

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A network between a page and the WebSocket on which frames are lost, late and doubled. */
export function unreliable(random: () => number) {
  const counts = { heard: 0, failed: 0, dropped: 0, delayed: 0, doubled: 0 }
  const pages = new Set<WebSocketRoute>()
  const timers = new Set<NodeJS.Timeout>()
  let healed = false

  const between = (page: WebSocketRoute): void => {
    const server = page.connectToServer()
    pages.add(page)
    server.onMessage((frame) => {
      counts.heard += 1
      if (healed) return page.send(frame)
      const fate = random()
      if (fate < 0.35) {
        counts.dropped += 1
      } else if (fate < 0.6) {
        counts.delayed += 1
        const timer = setTimeout(() => page.send(frame), 100 + random() * 2_500)
        timers.add(timer)
      } else {
        page.send(frame)
        if (fate < 0.8) {
          counts.doubled += 1
          page.send(frame)
        }
      }
      counts.failed = counts.dropped + counts.delayed + counts.doubled
    })
  }
  return {
    between,
    counts: counts as Readonly<typeof counts>,
    /** Loses nothing any more; what is there breaks once, so that the page begins anew. */
    heal: (): void => {
      healed = true
      for (const timer of timers) clearTimeout(timer)
      for (const page of pages) void page.close({ code: 3001, reason: 'mended' })
      pages.clear()
    },
  }
}
