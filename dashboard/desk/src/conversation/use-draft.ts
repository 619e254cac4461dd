import { useSyncExternalStore } from 'react'
import { type Draft, type DraftKind, draftKey, keepDraft, readDraft } from './drafts'

const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()

function at(key: string): Draft {
  let draft = drafts.get(key)
  if (!draft) {
    draft = readDraft(key)
    drafts.set(key, draft)
  }
  return draft
}

function put(key: string, draft: Draft): void {
  drafts.set(key, draft)
  keepDraft(key, draft)
  for (const listener of listeners) listener()
}

// What was written or sent in another tab is so here, too.
addEventListener('storage', ({ key, storageArea }) => {
  if (storageArea !== localStorage) return
  if (key === null) drafts.clear()
  else drafts.delete(key)
  for (const listener of listeners) listener()
})

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is being written in a conversation; kept with every letter. */
export function useDraft(agent: string, conversation: string, kind: DraftKind) {
  const key = draftKey(agent, conversation, kind)
  const draft = useSyncExternalStore(subscribe, () => at(key))
  return {
    ...draft,
    write: (text: string, seen: number) => put(key, { text, seen }),
    insert: (into: DraftKind, text: string, seen: number) => {
      const other = draftKey(agent, conversation, into)
      const present = at(other)
      put(other, {
        text: present.text.trim() ? `${present.text}\n${text}` : text,
        seen: present.text.trim() ? present.seen : seen,
      })
    },
  }
}
