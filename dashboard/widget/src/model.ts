/** Who wrote a message. */
export type AuthorKind = 'customer' | 'bot' | 'agent' | 'system'

/** A message, as the API shows it to its visitor. */
export interface Message {
  readonly id: string
  /** Its place in the conversation. */
  readonly seq: number
  readonly author: { readonly kind: AuthorKind; readonly name?: string }
  readonly kind: string
  /** Its words; none once it was deleted. */
  readonly text?: string
  readonly media?: { readonly id: string; readonly mime_type?: string; readonly filename?: string }
  readonly status: string
  /** The visitor's own name of the message, where it is theirs. */
  readonly client_message_id?: string
  /** RFC 3339. */
  readonly created_at: string
}

/** Part of a conversation, oldest first. */
export interface Page {
  readonly items: readonly Message[]
  /** What to ask for next. */
  readonly next_after: number
}

/** What the visitor shows to write, to read and to listen. */
export interface Session {
  readonly session_token: string
  readonly conversation_id: string
  /** RFC 3339. */
  readonly expires_at: string
}

/** What a WebSocket carries. */
export interface Frame {
  readonly type: string
  readonly id?: string
  readonly version?: number
  readonly conversation_id?: string
  readonly data?: Message
}
