import { Refusal } from '../api'
import type { FileLink } from '../model'
import { type Strings, whyLost } from '../strings'
import { h, ICONS, icon, say, set } from './dom'
import { type Sizes, sizes } from './sizes'

/** The file of a line. */
export interface LineFile {
  readonly name: string | undefined
  readonly isPicture: boolean
  /** In bytes. */
  readonly size: number | undefined
  /** An address of its own, where it lies elsewhere. */
  readonly href: string | undefined
  /** Where this page can show it from. */
  readonly preview: string | undefined
  /** The place of its message, once it has one. */
  readonly seq: number | undefined
}

/** An address that ends so soon is not followed. */
const SPARE_MS = 10_000

/** A file in the log: a picture, or its name and size; a link as soon as it is known where to. */
export class Attached {
  readonly element: HTMLAnchorElement
  private readonly picture = h('img')
  private readonly name = h('bdi')
  private readonly size = h('small')
  private readonly sizes: Sizes
  private file: LineFile | undefined
  private link: FileLink | undefined
  private asked: Promise<FileLink> | undefined
  private near = false
  private failures = 0
  /** Why it cannot be had any more. */
  private lost: string | undefined

  constructor(
    private readonly strings: Strings,
    locale: string,
    private readonly fileOf: (seq: number) => Promise<FileLink>,
  ) {
    this.sizes = sizes(locale)
    this.element = h('a', { class: 'file', target: '_blank', rel: 'noopener noreferrer nofollow' })
    this.element.addEventListener('click', (event) => this.follow(event))
    this.picture.addEventListener('error', () => this.broken())
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((it) => it.isIntersecting)) return
      watch.disconnect()
      this.near = true
      this.ask()
    })
    watch.observe(this.element)
  }

  show(file: LineFile): void {
    this.file = file
    const words = file.name ?? (file.isPicture ? this.strings.picture : this.strings.file)
    const asPicture = file.isPicture && this.failures < 2 && this.lost === undefined
    const others = this.lost === undefined ? 'file' : 'file lost'
    set(this.element, { class: asPicture ? 'file picture' : others })
    set(this.picture, { alt: words })
    say(this.name, words)
    const parts = asPicture ? [this.picture] : [icon(ICONS.file), this.name, this.size]
    const isShown = this.element.firstElementChild?.tagName === parts[0]?.nodeName
    if (!isShown) this.element.replaceChildren(...parts)
    this.point()
    this.ask()
  }

  /** Sets what it shows and where it leads. */
  private point(): void {
    const { href, preview, seq } = this.file ?? {}
    const source = preview ?? this.link?.url
    if (source !== undefined) set(this.picture, { src: source })
    const bytes = this.file?.size ?? this.link?.size
    say(this.size, this.lost ?? (bytes === undefined ? '' : this.sizes(bytes)))
    const to = href ?? this.link?.url
    // What is on its way out leads nowhere yet, and what is lost nowhere any more.
    const toBe = seq === undefined || this.lost !== undefined ? undefined : '#'
    set(this.element, { href: to ?? toBe })
  }

  private ask(): void {
    const { href, preview, seq } = this.file ?? {}
    if (!this.near || this.lost !== undefined || preview !== undefined || seq === undefined) return
    if (this.link || href !== undefined) return
    this.fresh().catch((error: unknown) => {
      // Else it is asked for again when somebody follows it.
      this.isLost(error)
    })
  }

  /** An address that holds for a while. */
  private async fresh(): Promise<FileLink> {
    const { link, file } = this
    if (link && Date.parse(link.expires_at) - SPARE_MS > Date.now()) return link
    this.asked ??= this.fileOf(file?.seq ?? 0).finally(() => {
      this.asked = undefined
    })
    this.link = await this.asked
    this.point()
    return this.link
  }

  private follow(event: Event): void {
    const { file, link } = this
    if (file?.href !== undefined || file?.seq === undefined) return
    if (link && Date.parse(link.expires_at) - SPARE_MS > Date.now()) return
    event.preventDefault()
    this.fresh().then(
      ({ url }) => window.open(url, '_blank', 'noopener,noreferrer'),
      (error: unknown) => {
        if (!this.isLost(error)) say(this.size, this.strings.cannotLoad)
      },
    )
  }

  /** Whether this says that the file cannot be had any more, which is shown then. */
  private isLost(error: unknown): boolean {
    if (!(error instanceof Refusal) || error.kind !== 'lost') return false
    this.link = undefined
    this.lost = whyLost(this.strings, error.loss)
    if (this.file) this.show(this.file)
    return true
  }

  /** The address may have ended: another is tried, once. Else it is a link. */
  private broken(): void {
    this.failures += 1
    this.link = undefined
    if (!this.file) return
    if (this.failures < 2 && this.file.preview === undefined) this.ask()
    else {
      this.failures = 2
      this.show(this.file)
    }
  }
}
