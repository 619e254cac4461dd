import type { FileLink } from '../api/files'
import { UnreachableError } from '../api/problem'

/**
 * Saves a file on the agent's device. A link to another origin would show it instead, and what was
 * signed a while ago would not be answered.
 */
export async function download(link: FileLink, name: string): Promise<void> {
  let answer: Response
  try {
    answer = await fetch(link.url, { cache: 'no-store' })
  } catch (error) {
    throw new UnreachableError('no answer from the store', { cause: error })
  }
  if (!answer.ok) throw new UnreachableError(`the store answered ${answer.status}`)
  save(await answer.blob(), name)
}

/** Saves what the page holds on the agent's device. */
export function save(what: Blob, name: string): void {
  const address = URL.createObjectURL(what)
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
