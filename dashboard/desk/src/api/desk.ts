import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type MarkKind = Schemas['MarkKind']
/** What somebody said of an escalation; its kind is null where it was taken back. */
export type Mark = Schemas['Mark']
/** What is said of an escalation as it stands. */
export type GivenMark = Mark & { mark: MarkKind }

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

/** A customer with what the company says of them, and who said it last; newer than some deployments. */
export type KnownContact = Omit<Schemas['ContactDetail'], 'told'> &
  Partial<Pick<Schemas['ContactDetail'], 'told'>>

/** The mark as it stands: one that was taken back is none. */
export const given = (mark: Mark | null | undefined): GivenMark | undefined =>
  mark?.mark ? (mark as GivenMark) : undefined

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
    takeMarkBack: (id: string) =>
      answer(
        client.PUT('/v1/escalations/{id}/mark', { params: { path: { id } }, body: { mark: null } }),
      ),
    /** Says what is known of a contact, name by name; null takes away. */
    describe: (contact: string, attributes: Schemas['ContactChange']['attributes']) =>
      answer(
        client.PATCH('/v1/contacts/{id}', {
          params: { path: { id: contact } },
          body: { attributes },
        }),
      ),
    /** A part of what agents marked, as JSON lines, and where the next begins. */
    examples: async (cursor?: string) => {
      let next: string | null = null
      const lines = await answer(
        client
          .GET('/v1/examples', { params: { query: { limit: 50, cursor } }, parseAs: 'text' })
          .then((outcome) => {
            next = outcome.response.headers.get('x-next-cursor')
            return outcome
          }),
      )
      // A part may hold none, and yet not be the last.
      return { lines: lines ?? '', next: next as string | null }
    },
    /** All escalations of a conversation: the live one, then those that are over, the last first. */
    episodes: (conversation: string) =>
      answer(
        client.GET('/v1/escalations', {
          params: { query: { conversation, limit: 100 } },
        }),
      ),
  }
}
