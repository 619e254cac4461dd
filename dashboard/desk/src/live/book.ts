/** Anything that the API gives with a version: the highest is the truth. */
export interface Versioned {
  id: string
  version: number
}

export interface Entry<T> {
  value: T
  /** When it was last heard of in a frame or in the answer to a write; 0 if only in lists. */
  heardAt: number
}

/**
 * Records by id. Immutable: every change makes a new one, and what changes nothing gives the same
 * one back.
 */
export type Book<T extends Versioned> = ReadonlyMap<string, Entry<T>>

/**
 * A list may have been read from a copy that is this much behind the frames, in milliseconds. What
 * was heard of more recently is not thrown out for being missing in it.
 */
export const LIST_LAG = 5_000

export function emptyBook<T extends Versioned>(): Book<T> {
  return new Map()
}

/** The newer of two records; the one at hand where they are the same. */
export function newer<T extends Versioned>(present: T | undefined, heard: T): T {
  return present && present.version >= heard.version ? present : heard
}

/** Takes in records that a frame or a write's answer told of. */
export function hear<T extends Versioned>(book: Book<T>, heard: readonly T[], at: number): Book<T> {
  let next: Map<string, Entry<T>> | undefined
  for (const value of heard) {
    const present = (next ?? book).get(value.id)
    if (present && present.value.version >= value.version) continue
    next ??= new Map(book)
    next.set(value.id, { value, heardAt: at })
  }
  return next ?? book
}

/** Takes in a part of a list, of which more may follow. */
export function read<T extends Versioned>(book: Book<T>, items: readonly T[]): Book<T> {
  let next: Map<string, Entry<T>> | undefined
  for (const value of items) {
    const present = (next ?? book).get(value.id)
    if (present && present.value.version >= value.version) continue
    next ??= new Map(book)
    next.set(value.id, { value, heardAt: present?.heardAt ?? 0 })
  }
  return next ?? book
}

/**
 * Takes in a whole list, asked for at `askedAt`: what it does not name is gone, unless it was heard
 * of too recently for the list to know.
 */
export function settle<T extends Versioned>(
  book: Book<T>,
  list: readonly T[],
  askedAt: number,
): Book<T> {
  const merged = read(book, list)
  const named = new Set(list.map((item) => item.id))
  const gone = [...merged].filter(
    ([id, entry]) => !named.has(id) && entry.heardAt < askedAt - LIST_LAG,
  )
  if (gone.length === 0) return merged
  const next = new Map(merged)
  for (const [id] of gone) next.delete(id)
  return next
}
