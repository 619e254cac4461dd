import type { ArticleWords } from '../../api/knowledge'

/** An edit that was not saved yet. */
export interface KeptEdit {
  words: ArticleWords
  /** What it began from; null for an article that does not exist yet. */
  base: { version: number; words: ArticleWords } | null
}

const PLACE = 'baton.article.'
const key = (agent: string, id: string) => `${PLACE}${agent}.${id}`

/** Edits lie in local storage, so that nothing that ends a page loses one. */
export function readEdit(agent: string, id: string): KeptEdit | undefined {
  try {
    const kept = localStorage.getItem(key(agent, id))
    if (kept) return JSON.parse(kept) as KeptEdit
  } catch {
    // One that cannot be read is none.
  }
  return undefined
}

export function keepEdit(agent: string, id: string, edit: KeptEdit): void {
  localStorage.setItem(key(agent, id), JSON.stringify(edit))
}

export function dropEdit(agent: string, id: string): void {
  localStorage.removeItem(key(agent, id))
}

export const hasEdit = (agent: string, id: string): boolean =>
  localStorage.getItem(key(agent, id)) !== null
