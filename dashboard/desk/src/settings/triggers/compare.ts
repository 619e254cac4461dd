import type { Trigger } from '../../api/settings'
import { type FullTrigger, full } from './built-in'

export const PARTS = [
  'name',
  'enabled',
  'when',
  'only',
  'urgency',
  'type',
  'group',
  'timing',
] as const satisfies readonly (keyof FullTrigger)[]
export type Part = (typeof PARTS)[number]

/** What one trigger is in a list of triggers and in another. Places count from 1. */
export type Difference =
  | { kind: 'added'; now: FullTrigger; to: number }
  | { kind: 'removed'; was: FullTrigger; from: number }
  | {
      kind: 'changed' | 'moved'
      was: FullTrigger
      now: FullTrigger
      from: number
      to: number
      /** Whether it stands elsewhere among those that both lists have. */
      moved: boolean
      parts: Part[]
    }

/** Everything in which `after` differs from `before`, in the order of `after`; what is gone comes last. */
export function compare(before: readonly Trigger[], after: readonly Trigger[]): Difference[] {
  const was = new Map(before.map((trigger, place) => [trigger.id, { trigger, place }]))
  const kept = after.flatMap(({ id }) => {
    const old = was.get(id)
    return id && old ? [{ id, place: old.place }] : []
  })
  const inOrder = new Set(longestRise(kept.map(({ place }) => place)))
  const differences: Difference[] = []
  after.forEach((trigger, place) => {
    const now = full(trigger)
    const old = trigger.id ? was.get(trigger.id) : undefined
    if (!old) {
      differences.push({ kind: 'added', now, to: place + 1 })
      return
    }
    const then = full(old.trigger)
    const parts = PARTS.filter((part) => !same(then[part], now[part]))
    const moved = !inOrder.has(old.place)
    if (parts.length === 0 && !moved) return
    differences.push({
      kind: parts.length > 0 ? 'changed' : 'moved',
      was: then,
      now,
      from: old.place + 1,
      to: place + 1,
      moved,
      parts,
    })
  })
  const there = new Set(after.map(({ id }) => id))
  before.forEach((trigger, place) => {
    if (!there.has(trigger.id)) {
      differences.push({ kind: 'removed', was: full(trigger), from: place + 1 })
    }
  })
  return differences
}

/** The same, whatever order the names of an object come in. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  // What is not said, is null or is undefined means the same here.
  if (a == null && b == null) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].every((name) => same(left[name], right[name]))
}

/** The longest run of rising numbers: whoever is not in it has moved. */
function longestRise(places: readonly number[]): number[] {
  const best: number[][] = []
  for (const place of places) {
    let longest: number[] = []
    for (const rise of best) {
      if ((rise.at(-1) ?? -1) < place && rise.length > longest.length) longest = rise
    }
    best.push([...longest, place])
  }
  return best.reduce((a, b) => (b.length > a.length ? b : a), [])
}
