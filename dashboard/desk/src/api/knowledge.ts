import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Article = Schemas['Article']
export type ArticleSummary = Schemas['ArticleSummary']
export type ArticleStatus = Schemas['ArticleStatus']
export type ArticleWords = Schemas['ArticleWords'] & { questions: string[] }
export type ArticleImport = Schemas['ArticleImport']
export type MarkdownFile = Schemas['MarkdownFile']
export type ImportResult = Schemas['ImportResult']
export type ImportOutcome = Schemas['ImportOutcome']
export type TestAnswer = Schemas['TestAnswer']
export type ArticleFind = Schemas['ArticleFind']
export type QuestionGroup = Schemas['QuestionGroup']

export type Person = Schemas['Agent'] & { group_ids: string[] }
export interface Group {
  id: string
  name: string
  version: number
}
export interface CannedReply {
  shortcut: string
  text: string
  version: number
  updated_at: string
  updated_by: { id: string; name: string }
}
interface Whole<T> {
  items: T[]
  next_cursor: null
}

type Answer = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>

/** What the pages on articles, people and canned replies ask of the API. */
export function knowledgeCalls(client: Client<paths>, answer: Answer) {
  const later = client as unknown as Record<
    'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    (path: string, options?: object) => Promise<{ data?: never; response: Response }>
  >
  const ask = <T>(call: Promise<{ data?: never; response: Response }>) => answer<T>(call)
  return {
    articles: (query: { status?: ArticleStatus; q?: string; cursor?: string }) =>
      answer(client.GET('/v1/articles', { params: { query: { limit: 50, ...query } } })),
    article: (id: string) => answer(client.GET('/v1/articles/{id}', { params: { path: { id } } })),
    beginArticle: (body: ArticleWords, key: string) =>
      answer(client.POST('/v1/articles', { params: { header: { 'Idempotency-Key': key } }, body })),
    saveArticle: (id: string, body: ArticleWords & { version: number }) =>
      answer(client.PUT('/v1/articles/{id}', { params: { path: { id } }, body })),
    publishArticle: (id: string) =>
      answer(client.POST('/v1/articles/{id}/publish', { params: { path: { id } } })),
    unpublishArticle: (id: string) =>
      answer(client.POST('/v1/articles/{id}/unpublish', { params: { path: { id } } })),
    importArticles: (body: ArticleImport) => answer(client.POST('/v1/articles/import', { body })),
    askArticles: (question: string) =>
      answer(client.POST('/v1/articles/ask', { body: { question } })),
    unanswered: (days: number) =>
      answer(client.GET('/v1/unanswered', { params: { query: { days } } })),

    agents: () => ask<Whole<Person>>(later.GET('/v1/agents')),
    changeAgent: (id: string, body: { capacity?: number; group_ids?: string[] }) =>
      ask<Person>(later.PATCH('/v1/agents/{id}', { params: { path: { id } }, body })),
    groups: () => ask<Whole<Group>>(later.GET('/v1/groups')),
    addGroup: (name: string) => ask<Group>(later.POST('/v1/groups', { body: { name } })),
    renameGroup: (id: string, body: { version: number; name: string }) =>
      ask<Group>(later.PATCH('/v1/groups/{id}', { params: { path: { id } }, body })),

    cannedReplies: () => ask<Whole<CannedReply>>(later.GET('/v1/canned-replies')),
    saveCannedReply: (shortcut: string, body: { text: string; version?: number }) =>
      ask<CannedReply>(
        later.PUT('/v1/canned-replies/{shortcut}', { params: { path: { shortcut } }, body }),
      ),
    deleteCannedReply: (shortcut: string) =>
      ask<void>(later.DELETE('/v1/canned-replies/{shortcut}', { params: { path: { shortcut } } })),

    changeMe: (body: { email_notifications: boolean }) =>
      ask<Schemas['Me']>(later.PATCH('/v1/me', { body })),
    readNotifications: (upTo: string) =>
      ask<void>(later.PUT('/v1/me/notifications/read', { body: { up_to: upTo } })),
  }
}
