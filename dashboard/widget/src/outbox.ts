import type { Message } from './model'

/**
 * How far a message has come on its way out: `waiting` to be sent, `accepted` and not yet seen in
 * the conversation, or refused for good.
 */
export type Stage = 'waiting' | 'accepted' | 'failed'

/** A message on its way out. */
export interface Outgoing {
  /** Its `client_message_id`: sent again under it, it is taken once. */
  readonly id: string
  readonly text: string
  /** When it was written, RFC 3339. */
  readonly at: string
  readonly stage: Stage
  /** What was proved of whoever wrote it, where they had logged in. */
  readonly of?: string | undefined
}

/** Messages on their way out, in the order in which they were written. */
export type Outbox = readonly Outgoing[]

/** Puts a message behind the others. */
export function add(outbox: Outbox, id: string, text: string, at: string, of?: string): Outbox {
  return [...outbox, { id, text, at, stage: 'waiting', ...(of === undefined ? {} : { of }) }]
}

/** The one to send now. */
export function next(outbox: Outbox): Outgoing | undefined {
  return outbox.find((it) => it.stage === 'waiting')
}

/** Notes how far one has come. */
export function moved(outbox: Outbox, id: string, stage: Stage): Outbox {
  return outbox.map((it) => (it.id === id ? { ...it, stage } : it))
}

/** Puts one that was refused behind the others, to be tried once more. */
export function again(outbox: Outbox, id: string): Outbox {
  const one = outbox.find((it) => it.id === id && it.stage === 'failed')
  if (one === undefined) return outbox
  return [...without(outbox, id), { ...one, stage: 'waiting' }]
}

/** Takes one out. */
export function without(outbox: Outbox, id: string): Outbox {
  return outbox.filter((it) => it.id !== id)
}

/** Takes out what stands in the conversation by now. */
export function confirmed(outbox: Outbox, messages: readonly Message[]): Outbox {
  const names = new Set(messages.map((it) => it.client_message_id))
  const left = outbox.filter((it) => !names.has(it.id))
  return left.length === outbox.length ? outbox : left
}

/** What is left when a new conversation begins: what was accepted stands in the old one. */
export function renewed(outbox: Outbox): Outbox {
  return outbox.filter((it) => it.stage !== 'accepted')
}

/**
 * Gives the visitor's own message from a frame, which carries no name, the name under which it was
 * sent: the first one on its way with these words. A list puts it right if it was another's.
 */
export function named(outbox: Outbox, message: Message, taken: ReadonlySet<string>): Message {
  if (message.author.kind !== 'customer' || message.client_message_id !== undefined) return message
  const own = outbox.find(
    (it) => it.stage !== 'failed' && it.text === message.text && !taken.has(it.id),
  )
  return own === undefined ? message : { ...message, client_message_id: own.id }
}

/** What was kept; what cannot be read is none. */
export function parse(kept: unknown): Outbox {
  return Array.isArray(kept) ? kept.filter(isOutgoing) : []
}

function isOutgoing(it: unknown): it is Outgoing {
  if (typeof it !== 'object' || it === null) return false
  const { id, text, at, stage, of } = it as Record<keyof Outgoing, unknown>
  return (
    typeof id === 'string' &&
    typeof text === 'string' &&
    typeof at === 'string' &&
    (of === undefined || typeof of === 'string') &&
    (stage === 'waiting' || stage === 'accepted' || stage === 'failed')
  )
}
