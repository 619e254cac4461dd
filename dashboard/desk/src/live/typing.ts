interface Typist {
  kind: 'agent' | 'customer'
  id?: string
}

/** How long a typing frame holds, in milliseconds; who goes on writing sends the next before. */
const HOLDS = 6_000

/** Who is writing where. */
export class Typing {
  #state: ReadonlyMap<string, Typist> = new Map()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  };

  in(conversationId: string): Typist | undefined {
    return this.#state.get(conversationId)
  }

  heard(conversationId: string, typist: Typist): void {
    clearTimeout(this.#timers.get(conversationId))
    this.#timers.set(
      conversationId,
      setTimeout(() => this.#forget(conversationId), HOLDS),
    )
    this.#put(new Map(this.#state).set(conversationId, typist))
  }

  stopped(conversationId: string, kind: string): void {
    if (this.#state.get(conversationId)?.kind === kind) this.#forget(conversationId)
  }

  #forget(conversationId: string): void {
    clearTimeout(this.#timers.get(conversationId))
    this.#timers.delete(conversationId)
    const next = new Map(this.#state)
    next.delete(conversationId)
    this.#put(next)
  }

  #put(state: ReadonlyMap<string, Typist>): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
