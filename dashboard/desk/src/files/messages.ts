import type { NewMessage } from '../api/client'
import type { FileFacts } from './attachments'
import { kindOf } from './kinds'

export interface Body {
  body: Omit<NewMessage, 'client_message_id'>
  /** How it reads. */
  text: string
  file?: FileFacts
}

const LONGEST_CAPTION = 1_024

/**
 * What goes out where files go with words: one message for each file. The words stand below the first
 * that can have some; where none can, or they are too many, they go before.
 */
export function messagesOf(
  text: string,
  files: readonly (FileFacts & { fileId?: string })[],
): Body[] {
  const captioned =
    text.length <= LONGEST_CAPTION
      ? files.findIndex(({ mime_type }) => kindOf(mime_type) !== 'audio')
      : -1
  const sent = files.map(({ name, mime_type, size, fileId = '' }, index): Body => {
    const caption = (index === captioned && text) || null
    const media = { file_id: fileId, caption }
    return { body: { media }, text: caption ?? '', file: { name, mime_type, size } }
  })
  return text && captioned < 0 ? [{ body: { text }, text }, ...sent] : sent
}
