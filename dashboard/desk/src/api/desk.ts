import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type Mark = Schemas['Mark']
export type MarkKind = Schemas['MarkKind']

/** What somebody did with an escalation. */
export type Told = Schemas['Deed']

/** Words that may be sent when the customer's window has closed. */
export type Template = Schemas['Template']

/** An agent as teammates choose them. */
export type Teammate = Schemas['Agent']

/** A team that escalations wait for. */
export type Team = Schemas['Group']

/** Words kept under a short name, for the composer. */
export type CannedReply = Pick<Schemas['CannedReply'], 'shortcut' | 'text'>

type Answer = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>

/** What handling conversations asks of the API, beside the acts on one escalation. */
export function deskCalls(client: Client<paths>, answer: Answer) {
  return {
    teammates: () => answer(client.GET('/v1/agents')),
    teams: () => answer(client.GET('/v1/groups')),
    /** What the provider has approved to be sent through a connection. */
    templates: (connection: string) =>
      answer(
        client.GET('/v1/connections/{id}/templates', { params: { path: { id: connection } } }),
      ),
    cannedReplies: () => answer(client.GET('/v1/canned-replies')),
    transfer: (id: string, to: Schemas['Transfer'], key: string) =>
      answer(
        client.POST('/v1/escalations/{id}/transfer', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: to,
        }),
      ),
    mark: (id: string, body: Schemas['EscalationMark']) =>
      answer(client.PUT('/v1/escalations/{id}/mark', { params: { path: { id } }, body })),
    /** All escalations of a conversation: the live one, then those that are over, the last first. */
    episodes: (conversation: string) =>
      answer(
        client.GET('/v1/escalations', {
          params: { query: { conversation, limit: 100 } },
        }),
      ),
  }
}
