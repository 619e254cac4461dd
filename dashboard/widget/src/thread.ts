import type { Message, Page } from './model'

interface Known {
  readonly message: Message
  /** The version of the last frame about it; 0 where only lists told of it. */
  readonly version: number
  /** When it was last told of, in the controller's own count. */
  readonly heard: number
}

/** What is known of the conversation: lists and frames, merged. */
export interface Thread {
  readonly known: ReadonlyMap<string, Known>
  /** The place behind which to ask for more. */
  readonly after: number
}

/** Nothing yet. */
export const EMPTY: Thread = { known: new Map(), after: 0 }

/** Takes in a list that was asked for at `asked`: frames that came since know better. */
export function withPage(thread: Thread, page: Page, asked: number): Thread {
  const known = new Map(thread.known)
  for (const item of page.items) {
    const before = known.get(item.id)
    const newer = before !== undefined && before.heard > asked
    known.set(item.id, {
      message: newer ? keepOwnName(before.message, item) : item,
      version: before?.version ?? 0,
      heard: newer ? before.heard : asked,
    })
  }
  return { known, after: Math.max(thread.after, page.next_after) }
}

/** Takes in a frame, unless a newer one about the same message came before. */
export function withFrame(
  thread: Thread,
  message: Message,
  version: number,
  heard: number,
): Thread {
  const before = thread.known.get(message.id)
  if (before !== undefined && before.version >= version) return thread
  const known = new Map(thread.known)
  const kept = before === undefined ? message : keepOwnName(message, before.message)
  known.set(message.id, { message: kept, version, heard })
  return { known, after: thread.after }
}

/** All messages, oldest first. */
export function messages(thread: Thread): Message[] {
  return [...thread.known.values()].map((it) => it.message).sort((a, b) => a.seq - b.seq)
}

/** Whether something may be missing before this place. */
export function leavesGap(thread: Thread, seq: number): boolean {
  if (seq <= thread.after + 1) return false
  const places = new Set([...thread.known.values()].map((it) => it.message.seq))
  for (let place = thread.after + 1; place < seq; place++) {
    if (!places.has(place)) return true
  }
  return false
}

/** Frames do not carry the visitor's own name of a message; lists do. */
function keepOwnName(message: Message, named: Message): Message {
  const name = message.client_message_id ?? named.client_message_id
  return name === undefined ? message : { ...message, client_message_id: name }
}
