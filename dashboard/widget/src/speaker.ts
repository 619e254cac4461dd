import type { Message } from './model'

/** Who speaks with the visitor. */
export type Speaker =
  | { readonly kind: 'bot' }
  /** The visitor was told something, and nobody has spoken since. */
  | { readonly kind: 'notice'; readonly text: string; readonly waiting: boolean }
  | { readonly kind: 'agent'; readonly name: string | undefined }

/**
 * Who speaks, as far as the conversation tells: the tenant's own words say that somebody is coming
 * or is there, an agent's message says who, and the bot only speaks when no person does.
 */
export function speaker(messages: readonly Message[]): Speaker {
  let now: Speaker = { kind: 'bot' }
  for (const { author, text } of messages) {
    if (author.kind === 'bot') now = { kind: 'bot' }
    else if (author.kind === 'agent') now = { kind: 'agent', name: author.name }
    else if (author.kind === 'system' && text !== undefined) {
      // The first word after the bot's is that somebody is being looked for.
      now = { kind: 'notice', text, waiting: now.kind === 'bot' }
    }
  }
  return now
}
