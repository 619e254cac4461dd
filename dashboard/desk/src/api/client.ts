import createClient, { type Client, type MaybeOptionalInit } from 'openapi-fetch'
import type { Session } from '../session/session'
import { deskCalls } from './desk'
import { fileCalls } from './files'
import { knowledgeCalls } from './knowledge'
import { ProblemError, problemFrom, UnreachableError } from './problem'
import type { components, paths } from './schema'
import { settingsCalls } from './settings'

type Schemas = components['schemas']
export type Agent = Schemas['Agent']
export type Me = Schemas['Me']
export type Role = Schemas['Role']
export type Presence = Schemas['Presence']
export type Channel = Schemas['Channel']
export type Contact = Schemas['Contact']
export type Escalation = Schemas['Escalation']
/** An escalation with what was done with it; its mark is told only when it is read by itself. */
export type EscalationDetail = Omit<Schemas['EscalationRecord'], 'handoff'> & { handoff: Handoff }
export type EscalationType = Schemas['EscalationType']
export type EscalationStatus = Schemas['EscalationStatus']
export type Urgency = Schemas['Urgency']
export type Reason = Schemas['Reason']
export type Section = Schemas['Section']
export type Sort = Schemas['Sort']
export type Tried = Schemas['Tried']
export type ToolUse = Schemas['ToolUse']
/** The packet. The description knows of objects alone, but a tool may answer with a text. */
export type Handoff = Omit<Schemas['Handoff'], 'tool_results'> & {
  tool_results: Record<string, unknown>
}
export type Conversation = Schemas['Conversation']
export type ConversationDetail = Schemas['ConversationDetail']
export type Mode = Schemas['Mode']
export type Message = Schemas['Message']
export type NewMessage = Schemas['NewMessage']
export type MessageStatus = Schemas['MessageStatus']
export type Notification = Schemas['Notification']
export type LiveStats = Schemas['LiveStats']

type Options<M extends 'get' | 'post' | 'put' | 'patch', P extends keyof paths> = MaybeOptionalInit<
  paths[P],
  M
>
export type Api = ReturnType<typeof createApi>

/** Every call answers with the body of a success, or throws one of the errors of `problem.ts`. */
export function createApi(baseUrl: string, session: Session) {
  const fetchSigned = async (request: Request): Promise<Response> => {
    const again = request.clone()
    const token = await session.token()
    request.headers.set('authorization', `Bearer ${token}`)
    const response = await fetch(request)
    if (response.status !== 401) return response
    again.headers.set('authorization', `Bearer ${await session.refused(token)}`)
    const second = await fetch(again)
    if (second.status === 401) session.expire()
    return second
  }
  const client: Client<paths> = createClient<paths>({ baseUrl, fetch: fetchSigned })

  async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) {
    let outcome: { data?: T; error?: unknown; response: Response }
    try {
      outcome = await call
    } catch (error) {
      throw error instanceof TypeError ? new UnreachableError('no answer', { cause: error }) : error
    }
    if (!outcome.response.ok) {
      const { status, headers } = outcome.response
      throw new ProblemError(problemFrom(outcome.error, status, headers.get('retry-after')))
    }
    return outcome.data as T
  }

  return {
    me: () => answer(client.GET('/v1/me')),
    setPresence: (status: Presence) => answer(client.PUT('/v1/me/presence', { body: { status } })),
    notifications: (cursor?: string) =>
      answer(client.GET('/v1/me/notifications', { params: { query: { limit: 50, cursor } } })),
    stats: () => answer(client.GET('/v1/stats/live')),
    wsTicket: () => answer(client.POST('/v1/ws-tickets')),

    escalations: (
      query: NonNullable<NonNullable<Options<'get', '/v1/escalations'>>['params']>['query'] = {},
    ) => answer(client.GET('/v1/escalations', { params: { query } })),
    escalation: (id: string) =>
      answer(
        client.GET('/v1/escalations/{id}', { params: { path: { id } } }),
      ) as Promise<EscalationDetail>,
    take: (id: string, key: string) =>
      answer(client.POST('/v1/escalations/{id}/take', { params: keyed(id, key) })),
    release: (id: string, key: string) =>
      answer(client.POST('/v1/escalations/{id}/release', { params: keyed(id, key) })),
    returnToBot: (id: string, seen: number | undefined, key: string) =>
      answer(
        client.POST('/v1/escalations/{id}/return-to-bot', {
          params: keyed(id, key),
          body: { seen_seq: seen },
        }),
      ),
    close: (id: string, seen: number | undefined, key: string) =>
      answer(
        client.POST('/v1/escalations/{id}/close', {
          params: keyed(id, key),
          body: { seen_seq: seen },
        }),
      ),
    assign: (id: string, agentId: string, key: string) =>
      answer(
        client.POST('/v1/escalations/{id}/assign', {
          params: keyed(id, key),
          body: { agent_id: agentId },
        }),
      ),
    change: (id: string, body: { type?: EscalationType; urgency?: Urgency }, key: string) =>
      answer(client.PATCH('/v1/escalations/{id}', { params: keyed(id, key), body })),
    escalate: (body: Schemas['NewEscalation'], key: string) =>
      answer(
        client.POST('/v1/escalations', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),

    conversations: (
      query: NonNullable<NonNullable<Options<'get', '/v1/conversations'>>['params']>['query'] = {},
    ) => answer(client.GET('/v1/conversations', { params: { query } })),
    conversation: (id: string) =>
      answer(client.GET('/v1/conversations/{id}', { params: { path: { id } } })),
    messages: (id: string, query: { before?: number; after?: number; limit?: number }) =>
      answer(client.GET('/v1/conversations/{id}/messages', { params: { path: { id }, query } })),
    say: (id: string, body: NewMessage) =>
      answer(client.POST('/v1/conversations/{id}/messages', { params: { path: { id } }, body })),
    note: (id: string, body: Schemas['NewNote']) =>
      answer(
        client.POST('/v1/conversations/{id}/notes', {
          params: { path: { id }, header: { 'Idempotency-Key': body.client_message_id ?? '' } },
          body,
        }),
      ),
    ...settingsCalls(client, answer),
    ...deskCalls(client, answer),
    ...fileCalls(client, answer),
    ...knowledgeCalls(client, answer),
  }
}

function keyed(id: string, key: string) {
  return { path: { id }, header: { 'Idempotency-Key': key } }
}
