import { UnreachableError } from '../api/problem'

/** Where a file's bytes go, and with what. */
export interface Upload {
  url: string
  headers: Record<string, string>
  /** RFC 3339. */
  expires_at: string
}

/** The store of files did not take the bytes. */
export class UploadError extends Error {}

/** These are the browser's own to say. */
const OWN = new Set(['content-length', 'host'])

/**
 * Puts the bytes where they belong. `fetch` does not tell how far it has come, hence the older way.
 *
 * @param onProgress is told the share that has gone out, from 0 to 1
 */
export function put(
  { url, headers }: Upload,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) {
      if (!OWN.has(name.toLowerCase())) request.setRequestHeader(name, value)
    }
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? done()
        : failed(new UploadError(`the store answered ${request.status}`))
    request.onerror = () => failed(new UnreachableError('no answer from the store'))
    request.onabort = () => failed(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
