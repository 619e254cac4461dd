import { kindOf, type SendingFile } from '../files'
import { pieces } from '../links'
import type { AuthorKind, FileLink, Message } from '../model'
import type { Outgoing } from '../outbox'
import type { ChatState } from '../state'
import type { Strings } from '../strings'
import { Attached, type LineFile } from './attached'
import { h, say, set } from './dom'

/** One line of the log: a message, or one on its way. */
export interface Line {
  /** Stays the same when a message on its way arrives. */
  readonly key: string
  readonly author: AuthorKind
  readonly name: string | undefined
  readonly text: string | undefined
  readonly kind: string
  readonly file: LineFile | undefined
  readonly at: string | undefined
  /** How a message of the visitor's is doing; `undefined` where it is not said. */
  readonly stage: 'sending' | 'waiting' | 'uploading' | 'sent' | 'failed' | undefined
  /** The share of its file that has gone out, while it goes. */
  readonly progress?: number
}

/** The whole log: what was said, and behind it what is on its way. */
export function lines({
  messages,
  outbox,
  files,
  sending,
  preview,
}: Pick<ChatState, 'messages' | 'outbox' | 'files' | 'sending' | 'preview'>): Line[] {
  const lastOwn = [...outbox, ...files].some((it) => it.stage !== 'failed')
    ? undefined
    : messages.findLast((it) => it.author.kind === 'customer')
  const ways = [...outbox, ...files].sort((a, b) => a.at.localeCompare(b.at))
  return [
    ...messages.map((it) => said(it, it === lastOwn ? 'sent' : undefined, preview)),
    ...ways.map((it) => ('size' in it ? goesOut(it) : onItsWay(it, it.id === sending))),
  ]
}

function said(message: Message, stage: Line['stage'], preview: ChatState['preview']): Line {
  const own = message.client_message_id
  const { media } = message
  const file = media && {
    name: media.filename,
    isPicture: kindOf(media.mime_type ?? message.kind) === 'image',
    size: media.size,
    href: media.id.startsWith('https://') ? media.id : undefined,
    preview: preview(media.id),
    seq: message.seq,
  }
  return {
    key: own === undefined ? message.id : `own:${own}`,
    author: message.author.kind,
    name: message.author.name,
    text: message.text,
    kind: message.kind,
    file,
    at: message.created_at,
    stage,
  }
}

function onItsWay(it: Outgoing, isSending: boolean): Line {
  return {
    key: `own:${it.id}`,
    author: 'customer',
    name: undefined,
    text: it.text,
    kind: 'text',
    file: undefined,
    at: it.at,
    stage: isSending ? 'sending' : it.stage === 'accepted' ? 'sent' : it.stage,
  }
}

function goesOut({ id, filename, mime_type, size, text, at, stage, ...it }: SendingFile): Line {
  return {
    key: `own:${id}`,
    author: 'customer',
    name: undefined,
    text: text === '' ? undefined : text,
    kind: kindOf(mime_type),
    file: {
      name: filename,
      isPicture: it.preview !== undefined,
      size,
      href: undefined,
      preview: it.preview,
      seq: undefined,
    },
    at,
    stage: stage === 'accepted' ? 'sent' : stage,
    ...(stage === 'uploading' ? { progress: it.progress } : {}),
  }
}

/** What a line can be asked for. */
export interface EntryActions {
  readonly retry: (key: string) => void
  readonly discard: (key: string) => void
  readonly fileOf: (seq: number) => Promise<FileLink>
}

/** A line in the log. It is changed in place, so that a screen reader speaks of it once. */
export class Entry {
  readonly element: HTMLElement
  private readonly author = h('span', { class: 'author' })
  private readonly words = h('div', { class: 'words' })
  private readonly meta = h('div', { class: 'meta' })
  private readonly time = h('time')
  private readonly stage = h('span')
  private readonly bar = h('progress', { max: '1' })
  private readonly cancel: HTMLElement
  private readonly actions: HTMLElement[]
  private attached: Attached | undefined
  private shown: string | undefined

  constructor(
    key: string,
    private readonly strings: Strings,
    private readonly clock: Intl.DateTimeFormat,
    private readonly locale: string,
    private readonly acts: EntryActions,
  ) {
    const retry = h('button', { type: 'button' }, strings.retry)
    const discard = h('button', { type: 'button' }, strings.discard)
    retry.addEventListener('click', () => acts.retry(key))
    discard.addEventListener('click', () => acts.discard(key))
    this.actions = [retry, discard]
    this.cancel = h('button', { type: 'button' }, strings.cancel)
    this.cancel.addEventListener('click', () => acts.discard(key))
    this.element = h('div', { class: 'entry' }, this.author, this.words)
  }

  /** Shows the line; `same` where the line before it is of the same author. */
  show(line: Line, same: boolean): void {
    set(this.element, { class: `entry ${line.author}${same ? ' same' : ''}` })
    say(this.author, this.authorOf(line))
    this.author.hidden = line.author === 'system'
    this.showFile(line)
    this.showWords(line)
    this.showMeta(line)
  }

  private authorOf({ author, name }: Line): string {
    const { you, bot, agent } = this.strings
    if (author === 'customer') return you
    return author === 'bot' ? bot : (name ?? agent)
  }

  private showFile({ file }: Line): void {
    if (file === undefined) {
      this.attached?.element.remove()
      this.attached = undefined
      return
    }
    if (this.attached === undefined) {
      this.attached = new Attached(this.strings, this.locale, this.acts.fileOf)
      this.words.before(this.attached.element)
    }
    this.attached.show(file)
  }

  private showWords(line: Line): void {
    const plain = this.wordsOf(line)
    if (plain === this.shown) return
    this.words.hidden = plain === ''
    this.shown = plain
    set(this.words, { class: line.text === undefined ? 'words gone' : 'words' })
    const linked = pieces(plain).map(({ text, href }) =>
      href === undefined
        ? text
        : h('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow' }, text),
    )
    this.words.replaceChildren(...linked)
  }

  private wordsOf({ text, kind, file }: Line): string {
    if (text !== undefined && text !== '') return text
    if (kind === 'text' || kind === 'system') return this.strings.deleted
    if (file !== undefined) return ''
    return kind === 'unsupported' ? this.strings.unsupported : this.strings.file
  }

  private showMeta(line: Line): void {
    if (line.author === 'system') return
    set(this.meta, { class: line.stage === 'failed' ? 'meta failed' : 'meta' })
    if (line.at !== undefined && this.time.dateTime !== line.at) {
      this.time.dateTime = line.at
      say(this.time, this.clock.format(new Date(line.at)))
    }
    say(this.stage, line.stage === undefined ? '' : this.strings[line.stage])
    const goes = line.file !== undefined && line.file.seq === undefined
    const isLeaving = goes && (line.stage === 'uploading' || line.stage === 'waiting')
    const parts = [
      this.time,
      ...(line.stage === undefined ? [] : [this.stage]),
      ...(line.stage === 'failed' ? this.actions : []),
      ...(isLeaving ? [this.bar, this.cancel] : []),
    ]
    this.bar.value = line.progress ?? 0
    const differs = parts.some((part, place) => this.meta.childNodes[place] !== part)
    if (differs || parts.length !== this.meta.childNodes.length) this.meta.replaceChildren(...parts)
    if (!this.meta.isConnected) this.element.append(this.meta)
  }
}
