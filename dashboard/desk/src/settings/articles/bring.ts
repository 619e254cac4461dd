import type { ArticleImport, ImportOutcome, ImportResult, MarkdownFile } from '../../api/knowledge'
import { namer, rowsOf } from './table'

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
  const kind = kindOf(path)
  if (!kind) return 'kind'
  // A table is parted by its rows, however large it is.
  if (kind === 'markdown' && file.size > MOST_BYTES) return 'size'
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return { path, text }
  } catch {
    return 'encoding'
  }
}

/** An article to send: a file, or a row of a table. */
export interface Item {
  /** The path of the file, or the name of the row. */
  source: string
  /** The line of the table that the row begins at. */
  line: number | null
  text: string
}

/** One request's worth: files, or rows of one table below its first line. */
export interface Piece {
  table: { path: string; header: string } | null
  items: readonly Item[]
}

/** A row that is not sent: it is too large, or a row with the same name is sent already. */
export interface Left {
  path: string
  source: string
  line: number
  why: 'size' | { path: string; line: number }
}

const bytesOf = (sent: unknown): number => new TextEncoder().encode(JSON.stringify(sent)).length

/** Parts what was read into requests that the API takes; rows of a table keep its first line above them. */
export function pieces(
  files: readonly MarkdownFile[],
  locale: string,
): { pieces: Piece[]; left: Left[] } {
  const texts = files.filter(({ path }) => kindOf(path) !== 'table')
  const items = texts.map(({ path, text }) => ({ source: path, line: null, text }))
  const all = parted(null, items)
  const left: Left[] = []
  // The API would take a later row for a change of the earlier one.
  const first = new Map<string, { path: string; line: number }>()
  for (const { path, text } of files.filter((file) => kindOf(file.path) === 'table')) {
    const [header, ...rows] = rowsOf(text)
    const nameOf = namer(header, locale)
    const table = { path, header: header?.text ?? '' }
    const kept: Item[] = []
    for (const row of rows) {
      const { line } = row
      const name = nameOf(row)
      const earlier = name === undefined ? undefined : first.get(name)
      const item = { source: name ?? path, line, text: row.text }
      if (earlier) left.push({ ...item, path, why: earlier })
      else if (bytesOf(row.text) + bytesOf(table.header) > MOST_BYTES) {
        left.push({ ...item, path, why: 'size' })
      } else {
        if (name !== undefined) first.set(name, { path, line })
        kept.push(item)
      }
    }
    const parts = parted(table, kept)
    // Whether its first line is one is for the API to say.
    all.push(...(rows.length === 0 ? [{ table, items: [] }] : parts))
  }
  return { pieces: all, left }
}

function parted(table: Piece['table'], items: readonly Item[]): Piece[] {
  const all: Item[][] = []
  let bytes = 0
  for (const item of items) {
    const more = bytesOf(table ? item.text : { path: item.source, text: item.text })
    const open = all.at(-1)
    if (open && open.length < MOST_ITEMS && bytes + more <= MOST_BYTES) {
      open.push(item)
      bytes += more
    } else {
      all.push([item])
      bytes = more + (table ? bytesOf(table.header) : 0)
    }
  }
  return all.map((part) => ({ table, items: part }))
}

export const bodyOf = ({ table, items }: Piece): Pick<ArticleImport, 'files' | 'csv'> =>
  table
    ? { csv: [table.header, ...items.map(({ text }) => text)].join('\n') }
    : { files: items.map(({ source, text }) => ({ path: source, text })) }

/** What became of one; what is not known of may have been taken or not. */
export type Outcome = ImportOutcome | 'not_reached' | 'unknown'

/** A line of the report: the API's, or of what never got there, which has no code. */
export type Line = Pick<ImportResult, 'source' | 'line' | 'article' | 'error'> &
  Partial<Pick<ImportResult, 'fault'>> & { outcome: Outcome }

export const untaken = (
  outcome: 'refused' | 'not_reached' | 'unknown',
  { source, line }: Pick<Item, 'source' | 'line'>,
  error: string | null = null,
): Line => ({ source, line, outcome, article: null, error })
