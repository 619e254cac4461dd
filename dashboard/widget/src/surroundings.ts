import type { Surroundings } from './state'

/** The page, as the conversation sees it. */
export function surroundings(connectionId: string): Surroundings {
  return {
    now: () => Date.now(),
    newId,
    isVisible: () => document.visibilityState === 'visible',
    isOnline: () => navigator.onLine,
    // Pages without a secure context have no locks; sending twice is harmless, only less orderly.
    alone: async (name, work) =>
      'locks' in navigator
        ? await navigator.locks.request(`baton:${connectionId}:${name}`, work)
        : await work(),
  }
}

/** `randomUUID` is only there in a secure context. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('')
}
