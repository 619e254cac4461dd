/** A row of a table as it stands there, quotes and all. */
export interface Row {
  /** The line of the table that it begins at. */
  line: number
  text: string
  /** What it says in each column, without quotes. */
  cells: string[]
}

/**
 * Parts a table (RFC 4180) into its rows, as the API reads it: cells may hold commas, quotes and lines
 * between quotes, and an empty line is no row.
 */
export function* rowsOf(table: string): Generator<Row> {
  const text = table.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  let at = 0
  let line = 1
  while (at < text.length) {
    if (text[at] === '\n') {
      at += 1
      line += 1
      continue
    }
    const begin = at
    const cells: string[] = []
    do {
      // Of the comma that ended the cell before.
      if (cells.length > 0) at += 1
      let cell = ''
      if (text[at] === '"') [cell, at] = quoted(text, at + 1)
      const end = endOfCell(text, at)
      cells.push(cell + text.slice(at, end))
      at = end
    } while (text[at] === ',')
    const row = text.slice(begin, at)
    yield { line, text: row, cells }
    line += row.split('\n').length
    at += 1
  }
}

/** What stands between quotes, and where it goes on behind them; two quotes are one. */
function quoted(text: string, from: number): [string, number] {
  let cell = ''
  let at = from
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return [cell + text.slice(at), text.length]
    cell += text.slice(at, quote)
    at = quote + 1
    if (text[at] !== '"') return [cell, at]
    cell += '"'
    at += 1
  }
}

function endOfCell(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== ',' && text[at] !== '\n') at += 1
  return at
}

/**
 * Names a row by its language and title, as the API does; nothing where the row is none that it could
 * take, so that another of its name is.
 */
export function namer(header: Row | undefined, locale: string): (row: Row) => string | undefined {
  const columns = header?.cells ?? []
  const column = (name: string) => columns.findIndex((cell) => cell.trim().toLowerCase() === name)
  const [title, body, own] = [column('title'), column('body'), column('locale')]
  return ({ cells }) => {
    const named = cells[title]?.trim()
    const isWhole = named && cells[body]?.trim() && cells.length === columns.length
    return isWhole ? `${cells[own]?.trim() || locale}/${named}` : undefined
  }
}
