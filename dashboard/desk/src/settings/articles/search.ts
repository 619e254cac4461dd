import type { ArticleStatus } from '../../api/knowledge'
import { wordOf } from '../../escalations/words'

export const STATUSES = ['draft', 'published'] as const satisfies readonly ArticleStatus[]

export interface ArticlesSearch {
  /** What stands below the test question: the articles, or what customers asked in vain. */
  view?: 'unanswered' | undefined
  state?: ArticleStatus | undefined
  q?: string | undefined
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

export function readArticlesSearch(search: Record<string, unknown>): ArticlesSearch {
  return {
    view: search.view === 'unanswered' ? 'unanswered' : undefined,
    state: wordOf(STATUSES, search.state),
    q: text(search.q),
  }
}

export interface ArticleSearch {
  /** A question in a customer's words that the article shall answer. */
  question?: string | undefined
}

export function readArticleSearch(search: Record<string, unknown>): ArticleSearch {
  return { question: text(search.question) }
}
