import type { Client } from 'openapi-fetch'
import type { paths } from './schema'

export interface NewFile {
  filename: string
  mime_type: string
  size: number
}

/** A file to be uploaded, and where to. */
export interface FileUpload {
  id: string
  upload: { method: 'PUT'; url: string; headers: Record<string, string>; expires_at: string }
}

/** Where a file can be fetched, for a while. */
export interface FileLink {
  url: string
  mime_type: string
  filename?: string | null
  size: number
  expires_at: string
}

type Answer = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>
type Untyped = <T>(
  path: string,
  init: object,
) => Promise<{ data?: T; error?: unknown; response: Response }>

/** What files ask of the API; their bytes go past it. */
export function fileCalls(client: Client<paths>, answer: Answer) {
  const post = client.POST as unknown as Untyped
  const get = client.GET as unknown as Untyped
  return {
    createFile: (conversation: string, body: NewFile) =>
      answer(
        post<FileUpload>('/v1/conversations/{id}/files', {
          params: { path: { id: conversation } },
          body,
        }),
      ),
    messageFile: (conversation: string, seq: number) =>
      answer(
        get<FileLink>('/v1/conversations/{id}/messages/{seq}/file', {
          params: { path: { id: conversation, seq } },
        }),
      ),
  }
}
