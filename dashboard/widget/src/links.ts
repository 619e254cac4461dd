/** A piece of a message: words, or an address to open. */
export type Piece = { readonly text: string; readonly href?: string }

const ADDRESS = /https?:\/\/[^\s<>"]+/g
const TAIL = /[.,;:!?)\]}'"»]+$/

/** Parts a message's words from the web addresses in it. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    // A full stop after an address ends the sentence, not the address.
    const address = match[0].replace(TAIL, '')
    if (match.index > end) found.push({ text: text.slice(end, match.index) })
    found.push({ text: address, href: address })
    end = match.index + address.length
  }
  if (end < text.length) found.push({ text: text.slice(end) })
  return found
}
