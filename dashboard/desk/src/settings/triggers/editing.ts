import type { Fault } from '../../api/problem'
import type { Policy, Trigger } from '../../api/settings'
import { type FullTrigger, full } from './built-in'
import { same } from './compare'

/** A trigger that is being changed. Its key stays, wherever it moves and before it has an id. */
export interface Entry {
  key: string
  trigger: FullTrigger
}

/** A draft as it is being changed here, beside what it was when the changes began. */
export interface Editing {
  base: Policy
  entries: readonly Entry[]
  notes: string
  /** What the server found wrong: by the key of the trigger and the field in it. */
  errors: ReadonlyMap<string, Fault>
}

let made = 0
const freshKey = () => {
  made += 1
  return `entry-${made}`
}

export const begin = (base: Policy): Editing => ({
  base,
  entries: base.triggers.map((trigger) => ({ key: freshKey(), trigger: full(trigger) })),
  notes: base.notes,
  errors: new Map(),
})

export const triggersOf = ({ entries }: Editing): Trigger[] => entries.map(({ trigger }) => trigger)

export const isDirty = (editing: Editing): boolean =>
  editing.notes.trim() !== editing.base.notes ||
  !same(triggersOf(editing), editing.base.triggers.map(full))

/** Whether this is what is kept, but for ids that only the server gives: a save whose answer was lost. */
export const isKept = ({ entries, notes }: Editing, kept: Policy): boolean =>
  notes.trim() === kept.notes &&
  entries.length === kept.triggers.length &&
  entries.every(({ trigger }, place) => {
    const other = kept.triggers[place]
    return other && same({ ...trigger, id: trigger.id ?? other.id }, full(other))
  })

export function change(editing: Editing, key: string, trigger: FullTrigger): Editing {
  const errors = new Map([...editing.errors].filter(([at]) => !at.startsWith(`${key} `)))
  const entries = editing.entries.map((entry) => (entry.key === key ? { key, trigger } : entry))
  return { ...editing, entries, errors }
}

/** One place further up or down; as it was at either end. */
export function move(editing: Editing, key: string, by: -1 | 1): Editing {
  const from = editing.entries.findIndex((entry) => entry.key === key)
  const entry = editing.entries[from]
  const to = from + by
  if (!entry || to < 0 || to >= editing.entries.length) return editing
  return { ...editing, entries: editing.entries.toSpliced(from, 1).toSpliced(to, 0, entry) }
}

/** A new one comes first: those below are often broader, and would win. */
export function add(editing: Editing, name: string): [Editing, string] {
  const trigger = full({ name, when: { kind: 'keywords', words: [] } })
  const entry = { key: freshKey(), trigger }
  return [{ ...editing, entries: [entry, ...editing.entries] }, entry.key]
}

export function remove(editing: Editing, key: string): Editing {
  return { ...editing, entries: editing.entries.filter((entry) => entry.key !== key) }
}

export function putBack(editing: Editing, entry: Entry, place: number): Editing {
  return { ...editing, entries: editing.entries.toSpliced(place, 0, entry) }
}

/** What was sent is saved now; what was changed since it was sent stays changed. */
export function saved(editing: Editing, sent: readonly Entry[], base: Policy): Editing {
  const places = new Map(sent.map(({ key }, place) => [key, place]))
  const entries = editing.entries.map((entry) => {
    const place = places.get(entry.key)
    const kept = place === undefined ? undefined : base.triggers[place]
    if (place === undefined || !kept) return entry
    const asSent = sent[place]?.trigger === entry.trigger
    return {
      key: entry.key,
      trigger: asSent ? full(kept) : { ...entry.trigger, id: kept.id ?? null },
    }
  })
  return { ...editing, base, entries, errors: new Map() }
}

/** Puts what the server says of `triggers[2].when.words` to the trigger that was third. */
export function refused(
  editing: Editing,
  sent: readonly Entry[],
  errors: readonly Fault[],
): Editing {
  const placed = errors.map((fault): [string, Fault] => {
    const [, place, within] = /^triggers\[(\d+)\]\.?(.*)$/.exec(fault.field) ?? []
    const entry = place === undefined ? undefined : sent[Number(place)]
    return [entry ? `${entry.key} ${within ?? ''}` : fault.field, fault]
  })
  return { ...editing, errors: new Map(placed) }
}
