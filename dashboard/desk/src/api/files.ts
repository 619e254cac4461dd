import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type NewFile = Schemas['NewFile']
/** A place for a file, and how its bytes get there. */
export type FileCreated = Schemas['FileCreated']
/** Where a file can be read, for a while. */
export type FileLink = Schemas['FileLink']

type Answer = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>

/** What files ask of the API; their bytes go past it. */
export function fileCalls(client: Client<paths>, answer: Answer) {
  return {
    createFile: (conversation: string, body: NewFile) =>
      answer(
        client.POST('/v1/conversations/{id}/files', {
          params: { path: { id: conversation } },
          body,
        }),
      ),
    messageFile: (conversation: string, seq: number) =>
      answer(
        client.GET('/v1/conversations/{id}/messages/{seq}/file', {
          params: { path: { id: conversation, seq } },
        }),
      ),
  }
}
