import type { Api, Conversation } from '../api/client'
import { faultsOf, ProblemError } from '../api/problem'
import type { KeptFile, KeptFiles, LeftFile } from './kept'
import { kindOf, MOST_BYTES, typeOf } from './kinds'
import { rememberLocal } from './local'
import { put, type Upload, UploadError } from './upload'

/** What is known of a file before the server has it. */
export interface FileFacts {
  name: string
  mime_type: string
  size: number
}

/** Why a file does not go out. */
export type Fault =
  | { why: 'type' | 'empty' | 'upload' | LeftFile['why'] }
  | { why: 'size'; limit: number }
  | { why: 'refused'; error: unknown }

/** A file beside the words that are being written. */
export interface Attachment extends FileFacts {
  key: string
  state: 'uploading' | 'ready' | 'failed'
  /** The share that has gone out, from 0 to 1. */
  progress: number
  /** Under which the server has it. */
  fileId?: string
  fault?: Fault
  /** Whether trying again may help. */
  again?: boolean
  /** A picture of it, as long as the page lives. */
  preview?: string
}

const LONGEST_NAME = 255
/** An address that ends so soon, in milliseconds, is not begun with. */
const SPARE = 30_000

interface Work {
  file: File
  stop: AbortController
  /** Where it goes: a second attempt goes there, too, and so nothing is stored twice. */
  begun?: { id: string; upload: Upload }
}

/**
 * The files beside one draft. Each is uploaded as soon as it is there, one after the other, and
 * stays until it is sent or taken away, wherever the agent goes meanwhile. What is uploaded outlives
 * the page; what is not can be named only, since its bytes are gone with it.
 */
export class Attachments {
  #items: readonly Attachment[] = []
  #running = false
  readonly #work = new Map<string, Work>()
  readonly #listeners = new Set<() => void>()

  constructor(
    private readonly api: Pick<Api, 'createFile'>,
    private readonly to: Pick<Conversation, 'id' | 'channel'>,
    private readonly kept: KeptFiles,
    private readonly send: typeof put = put,
  ) {
    this.#items = [...kept.ready().map(ready), ...kept.left().map(left)]
    kept.watch(() => this.#follow())
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getItems = (): readonly Attachment[] => this.#items

  add(files: Iterable<File>): void {
    const added = [...files].map((file) => this.#begin(file))
    this.#put([...this.#items, ...added])
    void this.#run()
  }

  /** Puts one back that was sent and came to nothing. */
  restore(facts: FileFacts, fileId: string, isGone: boolean): void {
    const file = { ...facts, fileId }
    if (!isGone) this.kept.add(file)
    const back = isGone ? left({ ...facts, why: 'gone' }) : ready(file)
    this.#put([...this.#items.filter((one) => one.fileId !== fileId), back])
  }

  /** Takes one away, and stops its upload. */
  remove(key: string): void {
    this.#work.get(key)?.stop.abort()
    this.#work.delete(key)
    this.kept.drop(this.#items.filter((one) => one.key === key).map((one) => one.fileId))
    this.#put(this.#items.filter((one) => one.key !== key))
  }

  again(key: string): void {
    this.#change(key, { state: 'uploading', progress: 0, fault: undefined, again: undefined })
    void this.#run()
  }

  /** Hands over what is ready, which is no longer beside the draft then: not in another tab, either. */
  take(): readonly Attachment[] {
    this.#follow()
    const taken = this.#items.filter((one) => one.state === 'ready')
    for (const { key } of taken) this.#work.delete(key)
    this.kept.drop(taken.map((one) => one.fileId))
    this.#put(this.#items.filter((one) => one.state !== 'ready'))
    return taken
  }

  #begin(file: File): Attachment {
    const key = crypto.randomUUID()
    const mime_type = typeOf(file, this.to.channel)
    const facts = { key, name: shortened(file.name), size: file.size, progress: 0 }
    if (mime_type === undefined) {
      return { ...facts, mime_type: file.type, state: 'failed', fault: { why: 'type' } }
    }
    const limit = MOST_BYTES[kindOf(mime_type)]
    const fault: Fault | undefined =
      file.size === 0 ? { why: 'empty' } : file.size > limit ? { why: 'size', limit } : undefined
    if (fault) return { ...facts, mime_type, state: 'failed', fault }
    this.#work.set(key, { file, stop: new AbortController() })
    const preview = kindOf(mime_type) === 'image' ? URL.createObjectURL(file) : undefined
    return { ...facts, mime_type, state: 'uploading', ...(preview ? { preview } : {}) }
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    try {
      for (;;) {
        const next = this.#items.find((one) => one.state === 'uploading')
        const work = next && this.#work.get(next.key)
        if (!next || !work) return
        await this.#upload(next, work)
      }
    } finally {
      this.#running = false
    }
  }

  async #upload(one: Attachment, work: Work): Promise<void> {
    const { key, name, mime_type, size } = one
    try {
      if (!work.begun || Date.parse(work.begun.upload.expires_at) - SPARE < Date.now()) {
        const facts = { filename: name, mime_type, size }
        work.begun = await this.api.createFile(this.to.id, facts)
      }
      const { id, upload } = work.begun
      const onProgress = (progress: number) => this.#change(key, { progress })
      work.stop.signal.throwIfAborted()
      await this.send(upload, work.file, onProgress, work.stop.signal)
      rememberLocal(id, one.preview)
      this.kept.add({ fileId: id, name, mime_type, size })
      this.#change(key, { state: 'ready', progress: 1, fileId: id })
    } catch (error) {
      if (work.stop.signal.aborted) return
      // An address that was refused may have ended: the next attempt asks for another.
      if (error instanceof UploadError) delete work.begun
      this.#change(key, { state: 'failed', ...faultOf(error, mime_type) })
    }
  }

  #change(
    key: string,
    change: { [part in keyof Attachment]?: Attachment[part] | undefined },
  ): void {
    this.#put(
      this.#items.map((one) => (one.key === key ? ({ ...one, ...change } as Attachment) : one)),
    )
  }

  /** Shows what other tabs have uploaded, and no longer what they have sent. */
  #follow(): void {
    const kept = this.kept.ready()
    const ids = new Set(kept.map((one) => one.fileId))
    const stay = this.#items.filter((one) => one.state !== 'ready' || ids.has(one.fileId ?? ''))
    for (const one of stay) ids.delete(one.fileId ?? '')
    const come = kept.filter((one) => ids.has(one.fileId)).map(ready)
    if (come.length > 0 || stay.length < this.#items.length) this.#put([...stay, ...come])
  }

  #put(items: readonly Attachment[]): void {
    this.#items = items
    this.kept.leave(items.flatMap(leaving))
    for (const listener of this.#listeners) listener()
  }
}

const ready = (file: KeptFile): Attachment => ({
  ...file,
  key: file.fileId,
  state: 'ready',
  progress: 1,
})

const left = ({ why, ...facts }: LeftFile): Attachment => ({
  ...facts,
  key: crypto.randomUUID(),
  state: 'failed',
  progress: 0,
  fault: { why },
})

/** What to remember of a file whose bytes end with the page; nothing of one that could never go. */
function leaving({ name, mime_type, size, state, fault }: Attachment): LeftFile[] {
  switch (fault?.why) {
    case 'type':
    case 'empty':
    case 'size':
      return []
    default:
      if (state === 'ready') return []
      return [{ name, mime_type, size, why: fault?.why === 'gone' ? 'gone' : 'cut_off' }]
  }
}

function faultOf(error: unknown, mime_type: string): { fault: Fault; again: boolean } {
  if (!(error instanceof ProblemError)) return { fault: { why: 'upload' }, again: true }
  const fields = faultsOf(error).map((one) => one.field)
  if (fields.includes('mime_type')) return { fault: { why: 'type' }, again: false }
  if (fields.includes('size')) {
    return { fault: { why: 'size', limit: MOST_BYTES[kindOf(mime_type)] }, again: false }
  }
  const { status } = error.problem
  return {
    fault: { why: 'refused', error },
    again: status >= 500 || status === 429 || status === 401,
  }
}

/** A name that the API takes, with its end. */
function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name || 'file'
  const end = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return name.slice(0, LONGEST_NAME - end.length) + end
}
