import { Refusal } from './api'
import type { Attachments, FileKind, Message, NewFile, Upload } from './model'

/** Why a file is not taken. */
export type Fault =
  | { readonly why: 'type' | 'empty' }
  | { readonly why: 'size'; readonly limit: number }

/** How far a file has come on its way out. */
export type FileStage = 'waiting' | 'uploading' | 'accepted' | 'failed'

/** A file on its way out, and the words with it. */
export interface SendingFile extends NewFile {
  /** Its `client_message_id`. */
  readonly id: string
  readonly text: string
  /** When it was written, RFC 3339. */
  readonly at: string
  readonly stage: FileStage
  /** The share that has gone out, from 0 to 1. */
  readonly progress: number
  /** The file's id, once it is kept. */
  readonly fileId?: string
  /** Where this page can show it from. */
  readonly preview?: string
  /** What was proved of whoever wrote it, where they had logged in. */
  readonly of?: string | undefined
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.'
/** By the ends of names, what browsers do not know, or call otherwise. */
const ENDS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  m4a: 'audio/mp4',
  amr: 'audio/amr',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  '3gp': 'video/3gpp',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: `${OFFICE}wordprocessingml.document`,
  xlsx: `${OFFICE}spreadsheetml.sheet`,
  pptx: `${OFFICE}presentationml.presentation`,
}
const LONGEST_NAME = 255
/** An address that ends so soon is not begun with. */
const SPARE_MS = 30_000

export function kindOf(type: string): FileKind {
  const [first] = type.split('/')
  return first === 'image' || first === 'audio' || first === 'video' ? first : 'document'
}

/** What a file is called as the API has it: browsers add to types, and know few. */
export function typeOf(file: { readonly name: string; readonly type: string }): string {
  const end = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  return ENDS[end] ?? file.type.split(';')[0] ?? ''
}

/** What is wrong with a file, where that is known before it goes out. */
export function faultOf(file: File, { mime_types, max_bytes }: Attachments): Fault | undefined {
  const type = typeOf(file)
  if (!mime_types.includes(type)) return { why: 'type' }
  if (file.size === 0) return { why: 'empty' }
  const limit = max_bytes[kindOf(type)]
  return file.size > limit ? { why: 'size', limit } : undefined
}

interface Work {
  readonly file: Blob
  readonly stop: AbortController
  /** Where it goes; a second attempt goes there, too, so that nothing is kept twice. */
  begun?: { readonly id: string; readonly upload: Upload }
}

interface Around {
  readonly begin: (facts: NewFile) => Promise<{ id: string; upload: Upload }>
  readonly put: (
    upload: Upload,
    file: Blob,
    progress: (share: number) => void,
    signal: AbortSignal,
  ) => Promise<void>
  readonly send: (id: string, text: string, fileId: string) => Promise<void>
  readonly now: () => number
  readonly isOnline: () => boolean
  readonly changed: () => void
  /** Files are not taken any more. */
  readonly forbidden: () => void
  /** How long to wait before the next attempt. */
  readonly pause: (failed: number) => number
}

/**
 * The files that go out, one after the other. They last as long as the page: a shelf of words has no
 * room for them.
 */
export class Files {
  private all: readonly SendingFile[] = []
  private readonly work = new Map<string, Work>()
  private readonly previews = new Map<string, string>()
  private running = false
  private failed = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly around: Around) {}

  get items(): readonly SendingFile[] {
    return this.all
  }

  /** Where this page can show a file from that went out from here. */
  preview(fileId: string | undefined): string | undefined {
    return fileId === undefined ? undefined : this.previews.get(fileId)
  }

  add(id: string, file: File, text: string, of?: string): void {
    const type = typeOf(file)
    const [name, size] = [file.name.slice(-LONGEST_NAME) || 'file', file.size]
    this.work.set(id, { file, stop: new AbortController() })
    const at = new Date(this.around.now()).toISOString()
    const facts = { filename: name, mime_type: type, size }
    const shown = kindOf(type) === 'image' ? { preview: URL.createObjectURL(file) } : {}
    const one = { id, ...facts, text, at, stage: 'waiting' as const, progress: 0, of, ...shown }
    this.keep([...this.all, one])
    void this.run()
  }

  /** Tries one again, if it is one that failed. */
  retry(id: string): void {
    if (!this.all.some((it) => it.id === id)) return
    this.change(id, { stage: 'waiting', progress: 0 })
    void this.run()
  }

  /** Gives one up, and stops what it is at. */
  discard(id: string): void {
    if (!this.all.some((it) => it.id === id)) return
    this.work.get(id)?.stop.abort()
    this.work.delete(id)
    this.keep(this.all.filter((it) => it.id !== id))
  }

  /** Gives the visitor's own message from a frame the name under which its file was sent. */
  named(message: Message): Message {
    if (message.author.kind !== 'customer' || message.client_message_id) return message
    const own = this.all.find((it) => it.fileId !== undefined && it.fileId === message.media?.id)
    return own === undefined ? message : { ...message, client_message_id: own.id }
  }

  /** Takes out what stands in the conversation by now. */
  confirm(messages: readonly Message[]): void {
    const names = new Set(messages.map((it) => it.client_message_id))
    const left = this.all.filter((it) => !names.has(it.id))
    if (left.length < this.all.length) this.all = left
  }

  /** A new conversation has begun: what was kept is kept in the old one. */
  renew(): void {
    this.all = this.all.filter((it) => it.stage !== 'accepted').map(({ fileId: _, ...it }) => it)
    for (const work of this.work.values()) delete work.begun
  }

  /** Gives up those of another visitor, who is gone. */
  forget(isOfOthers: (file: SendingFile) => boolean): void {
    const gone = this.all.filter(isOfOthers)
    for (const { id } of gone) {
      this.work.get(id)?.stop.abort()
      this.work.delete(id)
    }
    this.previews.clear()
    this.keep(this.all.filter((it) => !gone.includes(it)))
  }

  /** Somebody has logged in: what they sent before is theirs. */
  adopt(of: string | undefined): void {
    this.keep(this.all.map((it) => ({ ...it, of })))
  }

  /** Sends what waits. */
  async run(): Promise<void> {
    if (this.running) return
    this.running = true
    clearTimeout(this.timer)
    try {
      for (;;) {
        const next = this.all.find((it) => it.stage === 'waiting')
        const work = next && this.work.get(next.id)
        if (!next || !work || !this.around.isOnline()) return
        if (!(await this.sendOne(next, work))) return
      }
    } finally {
      this.running = false
    }
  }

  /** Whether the next can follow. */
  private async sendOne(one: SendingFile, work: Work): Promise<boolean> {
    const { id, text, filename, mime_type, size } = one
    this.change(id, { stage: 'uploading' })
    try {
      let { fileId } = one
      if (fileId === undefined) {
        if (!work.begun || Date.parse(work.begun.upload.expires_at) - SPARE_MS < this.around.now())
          work.begun = await this.around.begin({ filename, mime_type, size })
        const { upload } = work.begun
        work.stop.signal.throwIfAborted()
        const progress = (share: number) => this.change(id, { progress: share })
        await this.around.put(upload, work.file, progress, work.stop.signal)
        fileId = work.begun.id
        if (one.preview !== undefined) this.previews.set(fileId, one.preview)
        this.change(id, { fileId, progress: 1 })
      }
      work.stop.signal.throwIfAborted()
      await this.around.send(id, text, fileId)
      this.failed = 0
      this.work.delete(id)
      this.change(id, { stage: 'accepted' })
      return true
    } catch (error) {
      return work.stop.signal.aborted || this.trouble(id, work, error)
    }
  }

  private trouble(id: string, work: Work, error: unknown): boolean {
    const { kind, waitMs } = error instanceof Refusal ? error : new Refusal('away')
    if (kind === 'away' || kind === 'limited') {
      this.failed += 1
      this.change(id, { stage: 'waiting', progress: 0 })
      this.timer = setTimeout(() => void this.run(), waitMs ?? this.around.pause(this.failed))
      return false
    }
    // Whatever was wrong with the file's place, the next attempt begins anew.
    delete work.begun
    this.keep(
      this.all.map((it) => {
        if (it.id !== id) return it
        const { fileId: _, ...rest } = it
        return { ...rest, stage: 'failed' as const, progress: 0 }
      }),
    )
    if (kind === 'forbidden') this.around.forbidden()
    return true
  }

  private change(id: string, change: Partial<SendingFile>): void {
    this.keep(this.all.map((it) => (it.id === id ? { ...it, ...change } : it)))
  }

  private keep(all: readonly SendingFile[]): void {
    this.all = all
    this.around.changed()
  }
}
