import { describe, expect, it, vi } from 'vitest'
import type { ArticleImport, ImportResult } from '../../api/knowledge'
import { ProblemError, UnreachableError } from '../../api/problem'
import { type Outcome, type Piece, pieces } from './bring'
import { send } from './send'

type Body = Pick<ArticleImport, 'files' | 'csv'>
type Fate = Outcome | Error

const rows = (body: Body): string[] =>
  body.files?.map(({ path }) => path) ?? body.csv?.split('\n').slice(1) ?? []

const problem = (status: number) =>
  new ProblemError({ type: '/problems/internal', title: `${status}`, detail: '', status })

/** An API with which each request goes as told, the last for all that follow. */
function api(...fates: ((names: string[]) => Fate[] | Error)[]) {
  const asked: string[][] = []
  const take = async (body: Body) => {
    const names = rows(body)
    const fate = fates[Math.min(asked.length, fates.length - 1)]?.(names)
    asked.push(names)
    if (fate instanceof Error) throw fate
    const items = names.map((name, place) => ({
      source: name,
      line: place + 2,
      outcome: fate?.[place] as Outcome,
      article: null,
      error: null,
      fault: null,
    })) satisfies (Omit<ImportResult, 'outcome'> & { outcome: Outcome })[]
    return { items }
  }
  return { asked, take }
}

const all = (names: string[]): Fate[] => names.map(() => 'created')
const TABLE = ['title,body', ...Array.from({ length: 250 }, (_, n) => `T${n},x`)].join('\n')
const table = () => pieces([{ path: 't.csv', text: TABLE }], 'en').pieces
const files = (...paths: string[]): Piece[] =>
  paths.map((path) => ({ table: null, items: [{ source: path, line: null, text: 'x' }] }))

async function sends(
  parts: Piece[],
  take: ReturnType<typeof api>['take'],
  isStopped = () => false,
) {
  const tell = vi.fn()
  const sent = await send(parts, { take, tell, say: (error) => `${error}`, isStopped })
  return { ...sent, tell }
}

const told = (lines: { outcome: Outcome; line: number | null }[]) =>
  lines.map(({ outcome, line }) => [outcome, line])

describe('sending what was brought', () => {
  it('tells the line of the whole table, whatever piece a row went in', async () => {
    const { asked, take } = api(all)
    const { lines, left, tell } = await sends(table(), take)
    expect(asked.map((names) => names.length)).toEqual([200, 50])
    expect(lines.map(({ line }) => line)).toEqual(Array.from({ length: 250 }, (_, n) => n + 2))
    expect(left).toEqual([])
    expect(tell.mock.calls.map(([done]) => done)).toEqual([200, 250])
  })

  it('sends once more exactly what was not reached', async () => {
    const { asked, take } = api(
      (names) => names.map((_, place) => (place < 3 || place === 5 ? 'created' : 'not_reached')),
      all,
    )
    const { lines, left } = await sends(table().slice(1), take)
    expect(asked.map((names) => names.length)).toEqual([50, 46])
    expect(asked[1]?.slice(0, 3)).toEqual(['T203,x', 'T204,x', 'T206,x'])
    expect(told(lines).slice(3, 7)).toEqual([
      ['created', 207],
      ['created', 205],
      ['created', 206],
      ['created', 208],
    ])
    expect([lines.length, left]).toEqual([50, []])
  })

  it('ends where nothing goes forward, and leaves it to be sent again', async () => {
    const { asked, take } = api((names) => names.map(() => 'not_reached'))
    const { lines, left } = await sends(files('a.md', 'b.md'), take)
    expect(asked).toEqual([['a.md'], ['b.md']])
    expect(lines.map(({ outcome }) => outcome)).toEqual(['not_reached', 'not_reached'])
    expect(left).toHaveLength(2)
  })

  it.each([new UnreachableError('no answer'), problem(503), problem(429)])(
    'does not say of what nobody knows that it was refused: %s',
    async (error) => {
      const { take } = api(() => error, all)
      const { lines, left } = await sends(table(), take)
      expect(told(lines.slice(199, 201))).toEqual([
        ['unknown', 201],
        ['created', 202],
      ])
      expect(left).toEqual(table().slice(0, 1))
      const again = await sends(left, api(all).take)
      expect(again.lines.every(({ outcome }) => outcome === 'created')).toBe(true)
    },
  )

  it('says once of a table that the API refuses, and sends no more of it', async () => {
    const { asked, take } = api(() => problem(422), all)
    const { lines, left } = await sends([...table(), ...files('a.md')], take)
    expect(asked.map((names) => names.length)).toEqual([200, 1])
    expect(lines.map(({ source, outcome }) => [source, outcome])).toEqual([
      ['t.csv', 'refused'],
      ['a.md', 'created'],
    ])
    expect(left).toEqual([])
  })

  it('can be stopped, and gone on with', async () => {
    let stopped = false
    const { take } = api((names) => {
      stopped = true
      return all(names)
    })
    const { lines, left } = await sends(table(), take, () => stopped)
    expect(told(lines.slice(199, 201))).toEqual([
      ['created', 201],
      ['not_reached', 202],
    ])
    expect(left).toEqual(table().slice(1))
  })
})
