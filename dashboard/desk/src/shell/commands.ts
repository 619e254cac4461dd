import { useEffect, useSyncExternalStore } from 'react'

/** Something that the palette offers. */
export interface Command {
  id: string
  label: string
  keys?: string
  run: () => void
}

let offers: ReadonlyMap<object, readonly Command[]> = new Map()
const listeners = new Set<() => void>()

function put(next: ReadonlyMap<object, readonly Command[]>): void {
  offers = next
  for (const listener of listeners) listener()
}

/** Offers commands while the caller is on the page. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const place = {}
    put(new Map(offers).set(place, commands))
    return () => {
      const rest = new Map(offers)
      rest.delete(place)
      put(rest)
    }
  }, [commands])
}

export function useOfferedCommands(): readonly Command[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => offers,
  )
  return [...all.values()].flat()
}
