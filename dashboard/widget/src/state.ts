import type { SendingFile } from './files'
import type { Attachments, Message } from './model'
import type { Outbox } from './outbox'
import type { Speaker } from './speaker'

/** What the view shows. */
export interface ChatState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'unavailable'
  /** Whether there is an earlier conversation to load. */
  readonly returns: boolean
  /** Whether messages arrive by themselves, on request only, or not at all for now. */
  readonly link: 'live' | 'polling' | 'offline'
  readonly messages: readonly Message[]
  readonly outbox: Outbox
  /** Files on their way out, and which may be added; none where none are taken. */
  readonly files: readonly SendingFile[]
  readonly attachments: Attachments | undefined
  /** Where this page can show a file from that it has sent. */
  readonly preview: (fileId: string | undefined) => string | undefined
  /** The one that is being sent right now. */
  readonly sending: string | undefined
  /** Whether the API asked to write more slowly. */
  readonly slowed: boolean
  readonly speaker: Speaker
  readonly agentTypes: boolean
  readonly unread: number
  readonly open: boolean
}

/** What the conversation needs of the page around it. */
export interface Surroundings {
  readonly now: () => number
  readonly newId: () => string
  readonly isVisible: () => boolean
  readonly isOnline: () => boolean
  /** Does this while no other page of the site does something of this name. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>
}
