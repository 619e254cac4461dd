import type { CannedReply } from '../api/desk'

/** What is being looked for: from a `/` that begins a word, up to the cursor. */
export interface Sought {
  /** Where the `/` stands. */
  start: number
  end: number
  words: string
}

/** The most that are offered at once. */
const MOST = 8

/** Whether a canned reply is being looked for at the cursor: a `/` at the start or behind a blank. */
export function soughtAt(text: string, cursor: number): Sought | undefined {
  const found = /(?:^|\s)\/([a-z0-9-]{0,32})$/i.exec(text.slice(0, cursor))
  if (!found) return undefined
  const words = found[1] ?? ''
  return { start: cursor - words.length - 1, end: cursor, words: words.toLowerCase() }
}

/** Those whose short name begins so, then those that hold it, in their name or their words. */
export function matching(replies: readonly CannedReply[], words: string): readonly CannedReply[] {
  const rank = ({ shortcut, text }: CannedReply): number => {
    if (shortcut.startsWith(words)) return 0
    if (shortcut.includes(words)) return 1
    return text.toLowerCase().includes(words) ? 2 : 3
  }
  return replies
    .filter((reply) => rank(reply) < 3)
    .sort((a, b) => rank(a) - rank(b) || a.shortcut.localeCompare(b.shortcut))
    .slice(0, MOST)
}

/** The words with their places filled; a place that nobody knows stays as it is. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
}

/** The text with the reply in the place of what was looked for, and where the cursor goes. */
export function inserted(
  text: string,
  { start, end }: Sought,
  reply: string,
): { text: string; cursor: number } {
  return { text: text.slice(0, start) + reply + text.slice(end), cursor: start + reply.length }
}
