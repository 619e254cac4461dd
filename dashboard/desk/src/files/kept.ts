import type { FileFacts } from './attachments'

/** A file that the server has and no message carries yet. */
export interface KeptFile extends FileFacts {
  fileId: string
}

/** A file that has to be attached again: its upload did not end, or the server lets go of it. */
export interface LeftFile extends FileFacts {
  why: 'cut_off' | 'gone'
}

/**
 * What outlives a page of the files beside one draft. Those that the server has lie in local storage,
 * as the draft's words do, and every tab shows the same ones. Of those that never got there only the
 * names can be kept, for the tab that had their bytes.
 */
export class KeptFiles {
  readonly #key: string
  #left: string | null

  constructor(agent: string, conversation: string) {
    this.#key = `baton.files.${agent}.${conversation}`
    this.#left = sessionStorage.getItem(this.#key)
  }

  ready(): readonly KeptFile[] {
    return listed(localStorage.getItem(this.#key))
  }

  add({ fileId, name, mime_type, size }: KeptFile): void {
    const others = this.ready().filter((one) => one.fileId !== fileId)
    put(localStorage, this.#key, [...others, { fileId, name, mime_type, size }])
  }

  drop(fileIds: readonly (string | undefined)[]): void {
    const kept = this.ready()
    const left = kept.filter((one) => !fileIds.includes(one.fileId))
    if (left.length < kept.length) put(localStorage, this.#key, left)
  }

  left(): readonly LeftFile[] {
    return listed(this.#left)
  }

  /** Notes what this page is still at, or has given up; told with every step of an upload. */
  leave(files: readonly LeftFile[]): void {
    const next = files.length > 0 ? JSON.stringify(files) : null
    if (next === this.#left) return
    this.#left = next
    put(sessionStorage, this.#key, files)
  }

  /** Tells when another tab has changed what is ready. */
  watch(listener: () => void): void {
    addEventListener('storage', ({ key, storageArea }) => {
      if (storageArea === localStorage && (key === null || key === this.#key)) listener()
    })
  }
}

function listed<T>(kept: string | null): readonly T[] {
  try {
    const read: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(read) ? read : []
  } catch {
    // What cannot be read is nothing.
    return []
  }
}

function put(storage: Storage, key: string, files: readonly FileFacts[]): void {
  if (files.length > 0) storage.setItem(key, JSON.stringify(files))
  else storage.removeItem(key)
}
