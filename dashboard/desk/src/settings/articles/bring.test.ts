import { describe, expect, it } from 'vitest'
import { bodyOf, fromDrop, fromFiles, kindOf, type Piece, pieces, read, together } from './bring'

const file = (name: string, ...parts: BlobPart[]) => new File(parts, name)

describe('files that are brought', () => {
  it('are told by their names', () => {
    expect(['a.md', 'b/C.MARKDOWN', 'd.txt'].map(kindOf)).toEqual(Array(3).fill('markdown'))
    expect(kindOf('help.csv')).toBe('table')
    expect(kindOf('logo.png')).toBeUndefined()
    expect(kindOf('md')).toBeUndefined()
  })

  it('replace earlier ones of the same path', () => {
    const first = fromFiles([file('b.md', 'old'), file('a.md', 'a')])
    const all = together(first, fromFiles([file('b.md', 'new')]))
    expect(all.map((one) => one.path)).toEqual(['a.md', 'b.md'])
    expect(all[1]?.file.size).toBe(3)
  })

  it('are found within a folder that was dropped, however many it tells of at once', async () => {
    const leaf = (path: string) => ({
      name: path.split('/').at(-1),
      fullPath: path,
      isFile: true,
      file: (take: (found: File) => void) => take(file(path, path)),
    })
    const folder = (path: string, ...parts: object[][]) => ({
      name: path.split('/').at(-1),
      fullPath: path,
      isFile: false,
      createReader: () => ({
        readEntries: (take: (part: object[]) => void) => take(parts.shift() ?? []),
      }),
    })
    const help = folder(
      '/help',
      [leaf('/help/a.md'), leaf('/help/.DS_Store'), folder('/help/.git', [leaf('/help/.git/x')])],
      [folder('/help/deep', [leaf('/help/deep/b.md')])],
    )
    const items = [help, leaf('/c.csv')].map((entry) => ({ webkitGetAsEntry: () => entry }))
    const found = await fromDrop({ items, files: [] } as unknown as DataTransfer)
    expect(found.map((one) => one.path)).toEqual(['help/a.md', 'help/deep/b.md', 'c.csv'])
  })

  it('are refused where they are no text that can be read', async () => {
    const one = (name: string, ...parts: BlobPart[]) =>
      read({ path: name, file: file(name, ...parts) })
    expect(await one('a.md', '\uFEFF# Hallo Ä')).toEqual({ path: 'a.md', text: '# Hallo Ä' })
    expect(await one('a.png', 'x')).toBe('kind')
    expect(await one('a.md', new Uint8Array([0xc4, 0x20]))).toBe('encoding')
    expect(await one('a.md', 'x'.repeat(3_500_001))).toBe('size')
  })

  const sizes = (all: Piece[]) =>
    all.map(({ table, items }) => [table?.path ?? 'files', items.length])

  it('go in as few requests as the API takes, tables apart', () => {
    const small = Array.from({ length: 201 }, (_, n) => ({ path: `${n}.md`, text: 'x' }))
    const table = { path: 't.csv', text: 'title,body\nA,a' }
    const sent = pieces([...small.slice(0, 100), table, ...small.slice(100)], 'en').pieces
    expect(sizes(sent)).toEqual([
      ['files', 200],
      ['files', 1],
      ['t.csv', 1],
    ])
    const large = ['a.md', 'b.md'].map((path) => ({ path, text: 'ä'.repeat(1_000_000) }))
    expect(sizes(pieces(large, 'en').pieces)).toEqual([
      ['files', 1],
      ['files', 1],
    ])
  })

  it('of any size are taken where they are tables, parted between rows', async () => {
    const row = (n: number, body: string) => `Title ${n},"${body}\nsecond, ""line"""`
    const text = [
      'title,body',
      ...Array.from({ length: 450 }, (_, n) => row(n, 'x')),
      ...[1, 2].map((n) => row(n + 500, 'y'.repeat(2_000_000))),
      row(600, 'z'.repeat(3_500_000)),
    ].join('\r\n')
    const brought = await read({ path: 't.csv', file: file('t.csv', text) })
    if (typeof brought === 'string') throw new Error(brought)
    const { pieces: parts, left } = pieces([brought], 'en')
    expect(sizes(parts)).toEqual([200, 200, 51, 1].map((count) => ['t.csv', count]))
    expect(left).toMatchObject([{ source: 'en/Title 600', line: 906, why: 'size' }])
    expect(parts[1]?.items[0]).toMatchObject({ source: 'en/Title 200', line: 402 })
    const bodies = parts.map(bodyOf)
    for (const { csv } of bodies) expect(csv?.startsWith('title,body\nTitle ')).toBe(true)
    expect(bodies[1]?.csv?.split('\n').slice(1, 3)).toEqual(['Title 200,"x', 'second, ""line"""'])
    for (const body of bodies) expect(JSON.stringify(body).length).toBeLessThan(4 * 1024 * 1024)
  })

  it('are sent once where rows have the same title and language', () => {
    const one =
      'Title,Body,Locale\nReturns,old,\nreturns,x,\n" Returns ",new,en\nReturns,es,es\n,a,\n,b,'
    const two = 'title,body\nReturns,third'
    const { pieces: parts, left } = pieces(
      [
        { path: 'one.csv', text: one },
        { path: 'two.csv', text: two },
      ],
      'en',
    )
    expect(parts[0]?.items.map(({ line, source }) => [line, source])).toEqual([
      [2, 'en/Returns'],
      [3, 'en/returns'],
      [5, 'es/Returns'],
      // What has no title is for the API to refuse.
      [6, 'one.csv'],
      [7, 'one.csv'],
    ])
    expect(left.map(({ path, line, why }) => [path, line, why])).toEqual([
      ['one.csv', 4, { path: 'one.csv', line: 2 }],
      ['two.csv', 2, { path: 'one.csv', line: 2 }],
    ])
  })
})
