import { useCallback, useSyncExternalStore } from 'react'
import { type Draft, type DraftKind, keepDraft, readDraft } from './drafts'

const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()

function at(agent: string, conversation: string, kind: DraftKind): Draft {
  const key = `${agent} ${conversation} ${kind}`
  let draft = drafts.get(key)
  if (!draft) {
    draft = readDraft(agent, conversation, kind)
    drafts.set(key, draft)
  }
  return draft
}

function put(agent: string, conversation: string, kind: DraftKind, draft: Draft): void {
  drafts.set(`${agent} ${conversation} ${kind}`, draft)
  keepDraft(agent, conversation, kind, draft)
  for (const listener of listeners) listener()
}

/** What is being written in a conversation; kept with every letter. */
export function useDraft(agent: string, conversation: string, kind: DraftKind) {
  const draft = useSyncExternalStore(
    useCallback((listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }, []),
    () => at(agent, conversation, kind),
  )
  return {
    ...draft,
    write: (text: string, seen: number) => put(agent, conversation, kind, { text, seen }),
    insert: (into: DraftKind, text: string, seen: number) => {
      const present = at(agent, conversation, into)
      put(agent, conversation, into, {
        text: present.text.trim() ? `${present.text}\n${text}` : text,
        seen: present.text.trim() ? present.seen : seen,
      })
    },
  }
}
