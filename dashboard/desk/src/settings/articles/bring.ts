import type { ArticleImport, ImportResult, MarkdownFile } from '../../api/knowledge'

/** A file that was chosen or dropped, with its path within the folder that it came in. */
export interface Brought {
  path: string
  file: File
}

export type Kind = 'markdown' | 'table'

/** Why a file is not sent at all. */
export type Unfit = 'kind' | 'encoding' | 'size'

/** What the API takes at once: items, and bytes of the request with room for what is around. */
const MOST_ITEMS = 200
const MOST_BYTES = 3_500_000

export function kindOf(path: string): Kind | undefined {
  if (/\.(md|markdown|txt)$/i.test(path)) return 'markdown'
  if (/\.csv$/i.test(path)) return 'table'
  return undefined
}

/** Later ones of the same path replace earlier ones; in the order of their paths. */
export function together(present: readonly Brought[], more: readonly Brought[]): Brought[] {
  const all = new Map([...present, ...more].map((one) => [one.path, one]))
  return [...all.values()].sort((a, b) => a.path.localeCompare(b.path))
}

export const fromFiles = (files: Iterable<File>): Brought[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** What was dropped, with all that lies within folders; hidden files are left out. */
export async function fromDrop(transfer: DataTransfer): Promise<Brought[]> {
  // Entries can be asked for only while the event is handled.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  const plain = [...transfer.files]
  if (entries.every((entry) => entry === null)) return fromFiles(plain)
  const found = await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])))
  return found.flat()
}

async function walk(entry: FileSystemEntry): Promise<Brought[]> {
  if (entry.name.startsWith('.')) return []
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Brought[] = []
  // A directory is told in parts; an empty one is the end.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (part.length === 0) return found
    found.push(...(await Promise.all(part.map(walk))).flat())
  }
}

/** The text of a file, or why it has none. */
export async function read({ path, file }: Brought): Promise<MarkdownFile | Unfit> {
  if (!kindOf(path)) return 'kind'
  if (file.size > MOST_BYTES) return 'size'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return { path, text }
  } catch {
    return 'encoding'
  }
}

/** One request's worth. */
export type Batch = { paths: string[]; body: Pick<ArticleImport, 'files' | 'csv'> }

/** Parts what was read into requests that the API takes; each table goes alone. */
export function batches(files: readonly MarkdownFile[]): Batch[] {
  const all: Batch[] = []
  let open: { files: MarkdownFile[]; bytes: number } | undefined
  for (const file of files) {
    if (kindOf(file.path) === 'table') {
      all.push({ paths: [file.path], body: { csv: file.text } })
      continue
    }
    const bytes = new TextEncoder().encode(JSON.stringify(file)).length
    if (!open || open.files.length === MOST_ITEMS || open.bytes + bytes > MOST_BYTES) {
      open = { files: [], bytes: 0 }
      all.push({ paths: [], body: { files: open.files } })
    }
    open.files.push(file)
    open.bytes += bytes
    all.findLast(({ body }) => body.files === open?.files)?.paths.push(file.path)
  }
  return all
}

/** A line of the report: the API's, or of a file that never got there. */
export type Line = Pick<ImportResult, 'source' | 'line' | 'outcome' | 'article' | 'error'>

export const refused = (source: string, error: string): Line => ({
  source,
  line: null,
  outcome: 'refused',
  article: null,
  error,
})
