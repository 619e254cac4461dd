import { setTimeout as pause } from 'node:timers/promises'

/** How long a story waits for what it says, in milliseconds. */
export const PATIENCE = 30_000

/** How many things are asked of the stack at once. */
const LANES = 4

/** Does something with each, a few at a time. */
export async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all.values()
  const lane = async () => {
    for (const one of rest) await act(one)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

/** What `look` finds, as soon as it finds something; what it throws counts as nothing, until the end. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patience = PATIENCE,
): Promise<T> {
  const end = Date.now() + patience
  let last: unknown
  for (;;) {
    try {
      const found = await look()
      if (found !== undefined && found !== false) return found
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`, { cause: last })
    await pause(100)
  }
}
