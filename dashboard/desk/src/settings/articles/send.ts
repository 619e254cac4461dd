import type { ArticleImport } from '../../api/knowledge'
import { ProblemError } from '../../api/problem'
import { bodyOf, type Line, type Piece, untaken } from './bring'

export interface Sent {
  lines: Line[]
  /** What may be sent again, since it was not taken, or nobody knows whether it was. */
  left: Piece[]
}

/** Statuses that say nothing of what was sent: it can be sent again as it is. */
const ELSEWHERE = [401, 408, 409, 429]

/** Whether the API looked at a request and took nothing of it. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ProblemError &&
  error.problem.status < 500 &&
  !ELSEWHERE.includes(error.problem.status)

/**
 * Sends piece after piece, and what was not reached in one once more, until all is told of or nothing
 * goes forward any more. A request that fails does not keep the others from being sent.
 */
export async function send(
  pieces: readonly Piece[],
  {
    take,
    tell,
    say,
    isStopped,
  }: {
    take: (body: Pick<ArticleImport, 'files' | 'csv'>) => Promise<{ items: readonly Line[] }>
    /** Hears how many were told of so far. */
    tell: (done: number) => void
    say: (error: unknown) => string
    isStopped: () => boolean
  },
): Promise<Sent> {
  const lines: Line[] = []
  const left: Piece[] = []
  const leave = (piece: Piece, outcome: 'not_reached' | 'unknown', why: string | null) => {
    left.push(piece)
    const path = { source: piece.table?.path ?? '', line: null }
    const named = piece.items.length > 0 ? piece.items : [path]
    lines.push(...named.map((item) => untaken(outcome, item, why)))
  }
  const refused = new Set<string>()
  for (const piece of pieces) {
    let rest = piece
    while (!piece.table || !refused.has(piece.table.path)) {
      if (isStopped()) {
        leave(rest, 'not_reached', null)
        break
      }
      try {
        const { items } = await take(bodyOf(rest))
        const open = rest.items.filter((_, place) => items[place]?.outcome === 'not_reached')
        lines.push(...items.map((item, place) => lineOf(item, rest, place)).filter(isTold))
        const before = rest.items.length
        rest = { ...rest, items: open }
        if (open.length === 0) break
        if (open.length === before) {
          leave(rest, 'not_reached', null)
          break
        }
        tell(lines.length)
      } catch (error) {
        if (!isRefusal(error)) leave(rest, 'unknown', say(error))
        else if (rest.table) {
          // What is wrong with a table's first line is wrong with all of it.
          refused.add(rest.table.path)
          lines.push(untaken('refused', { source: rest.table.path, line: null }, say(error)))
        } else lines.push(...rest.items.map((item) => untaken('refused', item, say(error))))
        break
      }
    }
    tell(lines.length)
  }
  return { lines, left }
}

const isTold = ({ outcome }: Line): boolean => outcome !== 'not_reached'

/** The line of a row is the one of its whole table, whatever piece it was sent in. */
const lineOf = (item: Line, { items }: Piece, place: number): Line => ({
  ...item,
  // What cannot be read has no name that the API could tell.
  source: (item.fault?.code === 'unreadable' ? items[place]?.source : undefined) ?? item.source,
  line: items[place]?.line ?? item.line,
})
