import type { Message } from '../api/client'

/** What happened while somebody was writing, and that they should know before they send. */
export interface Collision {
  /** What the customer has written since, oldest first. */
  written: readonly Message[]
}

/** The place of the last thing that the customer said; 0 where they said nothing. */
export function lastOfCustomer(messages: readonly Message[]): number {
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index]
    if (message?.author.kind === 'customer' && message.kind !== 'reaction') return message.seq
  }
  return 0
}

/**
 * What the customer has written since the writing began.
 *
 * @param begun whether there is anything to collide with
 * @param seen the last of the customer's when the writing began
 */
export function collision(
  messages: readonly Message[],
  begun: boolean,
  seen: number,
): Collision | undefined {
  if (!begun) return undefined
  const written = messages.filter(
    (message) =>
      message.seq > seen && message.author.kind === 'customer' && message.kind !== 'reaction',
  )
  return written.length > 0 ? { written } : undefined
}
