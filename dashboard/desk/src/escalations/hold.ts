import type { Section } from '../api/client'

/** Which escalations stand in which section, in order, by id. */
export type Layout = Record<Section, readonly string[]>

export interface Held {
  shown: Layout
  /** How many there are beyond those shown. */
  added: number
  /** How many of those shown belong elsewhere by now, or nowhere. */
  moved: number
}

const all = (layout: Layout): string[] => [...layout.mine, ...layout.waiting, ...layout.teammates]

/**
 * What to show: the list as it is, or, while somebody points into it, the list as it was, so that
 * nothing moves away from under their pointer.
 */
export function hold(shown: Layout | undefined, current: Layout, held: boolean): Held {
  if (!held || !shown) return { shown: current, added: 0, moved: 0 }
  const place = new Map<string, Section>()
  for (const section of Object.keys(current) as Section[]) {
    for (const id of current[section]) place.set(id, section)
  }
  let moved = 0
  for (const section of Object.keys(shown) as Section[]) {
    for (const id of shown[section]) if (place.get(id) !== section) moved += 1
  }
  const known = new Set(all(shown))
  const added = all(current).filter((id) => !known.has(id)).length
  return { shown, added, moved }
}
