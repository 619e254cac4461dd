import { Refusal } from './api'
import type { Upload } from './model'

/** These are the browser's own to say. */
const OWN = ['content-length', 'host']

/** Puts bytes where they belong; `fetch` does not tell how far it has come, hence the older way. */
export function put(
  { url, headers }: Upload,
  file: Blob,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers))
      if (!OWN.includes(name.toLowerCase())) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0)
    request.onload = () => (request.status < 300 ? done() : failed(new Refusal('rejected')))
    request.onerror = () => failed(new Refusal('away'))
    request.onabort = () => failed(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
