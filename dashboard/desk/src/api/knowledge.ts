import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Article = Schemas['Article']
export type ArticleSummary = Schemas['ArticleSummary']
export type ArticleStatus = Schemas['ArticleStatus']
/** What an article says. Who sends it may leave the questions out; the desk always has some list. */
export type ArticleWords = Schemas['ArticleWords'] & { questions: string[] }
export type ArticleImport = Schemas['ArticleImport']
export type MarkdownFile = Schemas['MarkdownFile']
export type ImportResult = Schemas['ImportResult']
export type ImportOutcome = Schemas['ImportOutcome']
export type ArticleFind = Schemas['ArticleFind']
export type TestAnswer = Schemas['TestAnswer']
export type QuestionGroup = Schemas['QuestionGroup']

export type Person = Schemas['Agent']
export type Group = Schemas['Group']
export type CannedReply = Schemas['CannedReply']

type Answer = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>

/** What the pages on articles, people and canned replies ask of the API. */
export function knowledgeCalls(client: Client<paths>, answer: Answer) {
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
    /** Under the version that was seen; published or not. */
    deleteArticle: (id: string, version: number) =>
      answer(client.DELETE('/v1/articles/{id}', { params: { path: { id }, query: { version } } })),
    importArticles: (body: ArticleImport) => answer(client.POST('/v1/articles/import', { body })),
    askArticles: (question: string) =>
      answer(client.POST('/v1/articles/ask', { body: { question } })),
    unanswered: (days: number) =>
      answer(client.GET('/v1/unanswered', { params: { query: { days } } })),

    changeAgent: (id: string, body: { capacity?: number; group_ids?: string[] }) =>
      answer(client.PATCH('/v1/agents/{id}', { params: { path: { id } }, body })),
    addGroup: (name: string, key: string) =>
      answer(
        client.POST('/v1/groups', {
          params: { header: { 'Idempotency-Key': key } },
          body: { name },
        }),
      ),
    renameGroup: (id: string, body: { version: number; name: string }) =>
      answer(client.PATCH('/v1/groups/{id}', { params: { path: { id } }, body })),

    saveCannedReply: (shortcut: string, body: { text: string; version?: number }) =>
      answer(client.PUT('/v1/canned-replies/{shortcut}', { params: { path: { shortcut } }, body })),
    deleteCannedReply: (shortcut: string) =>
      answer(client.DELETE('/v1/canned-replies/{shortcut}', { params: { path: { shortcut } } })),

    changeMe: (body: { email_notifications: boolean }) => answer(client.PATCH('/v1/me', { body })),
    readNotifications: (upTo: string) =>
      answer(client.PUT('/v1/me/notifications/read', { body: { up_to: upTo } })),
  }
}
