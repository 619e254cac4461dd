/** What somebody was about to say, and in answer to what. */
export interface Draft {
  text: string
  /** The last thing that the customer had said when the writing began. */
  seen: number
}

export type DraftKind = 'reply' | 'note'

const key = (agent: string, conversation: string, kind: DraftKind) =>
  `baton.draft.${agent}.${conversation}.${kind}`

/** Drafts lie in local storage, so that nothing that ends a page loses one. */
export function readDraft(agent: string, conversation: string, kind: DraftKind): Draft {
  try {
    const kept = localStorage.getItem(key(agent, conversation, kind))
    if (kept) return JSON.parse(kept) as Draft
  } catch {
    // One that cannot be read is none.
  }
  return { text: '', seen: 0 }
}

export function keepDraft(
  agent: string,
  conversation: string,
  kind: DraftKind,
  draft: Draft,
): void {
  if (draft.text) localStorage.setItem(key(agent, conversation, kind), JSON.stringify(draft))
  else localStorage.removeItem(key(agent, conversation, kind))
}
