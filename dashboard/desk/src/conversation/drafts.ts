/** What somebody was about to say, and in answer to what. */
export interface Draft {
  text: string
  /** The last thing that the customer had said when the writing began. */
  seen: number
}

export type DraftKind = 'reply' | 'note'

/** Where a draft lies. */
export const draftKey = (agent: string, conversation: string, kind: DraftKind) =>
  `baton.draft.${agent}.${conversation}.${kind}`

/** Drafts lie in local storage, so that nothing that ends a page loses one. */
export function readDraft(key: string): Draft {
  try {
    const kept = localStorage.getItem(key)
    if (kept) return JSON.parse(kept) as Draft
  } catch {
    // One that cannot be read is none.
  }
  return { text: '', seen: 0 }
}

/** One without words may be one with files, which was begun at some time as well. */
export function keepDraft(key: string, draft: Draft): void {
  if (draft.text || draft.seen > 0) localStorage.setItem(key, JSON.stringify(draft))
  else localStorage.removeItem(key)
}
