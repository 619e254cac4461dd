/** Who wrote a message. */
export type AuthorKind = 'customer' | 'bot' | 'agent' | 'system'

/** The file of a message. */
export interface Media {
  /** A file's id, or an `https` address. */
  readonly id: string
  readonly mime_type?: string
  readonly filename?: string
  /** In bytes. */
  readonly size?: number
}

/** What a file is, as far as limits go. */
export type FileKind = 'image' | 'audio' | 'video' | 'document'

/** Which files the visitor may attach. */
export interface Attachments {
  readonly allowed: boolean
  readonly mime_types: readonly string[]
  readonly max_bytes: Readonly<Record<FileKind, number>>
}

/** What is said of a file before its bytes. */
export interface NewFile {
  readonly filename: string
  readonly mime_type: string
  /** In bytes. */
  readonly size: number
}

/** Where a file's bytes go. */
export interface Upload {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** RFC 3339. */
  readonly expires_at: string
}

/** Where a file can be read, for a while. */
export interface FileLink {
  readonly url: string
  readonly filename?: string
  readonly size: number
  /** RFC 3339. */
  readonly expires_at: string
}

/** Why a file cannot be had any more, as the API says it. */
export interface Loss {
  readonly lost?: string
  /** A sentence, for those who do not know the word. */
  readonly detail?: string
}

/** A message, as the API shows it to its visitor. */
export interface Message {
  readonly id: string
  /** Its place in the conversation. */
  readonly seq: number
  readonly author: { readonly kind: AuthorKind; readonly name?: string }
  readonly kind: string
  /** Its words; none once it was deleted. */
  readonly text?: string
  readonly media?: Media
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
  readonly attachments?: Attachments
  /** What the company had signed of the visitor when it began, as JSON; absent where nothing. */
  readonly proved?: string
}

/** What a WebSocket carries. */
export interface Frame {
  readonly type: string
  readonly id?: string
  readonly version?: number
  readonly conversation_id?: string
  readonly data?: Message
}
