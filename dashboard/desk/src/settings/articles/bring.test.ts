import { describe, expect, it } from 'vitest'
import { batches, fromDrop, fromFiles, kindOf, read, together } from './bring'

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

  it('go in as few requests as the API takes, tables alone', () => {
    const small = Array.from({ length: 201 }, (_, n) => ({ path: `${n}.md`, text: 'x' }))
    const table = { path: 't.csv', text: 'title,body' }
    const sent = batches([...small.slice(0, 100), table, ...small.slice(100)])
    expect(sent.map(({ paths, body }) => [paths.length, body.csv ?? body.files?.length])).toEqual([
      [200, 200],
      [1, 'title,body'],
      [1, 1],
    ])
    const large = ['a.md', 'b.md'].map((path) => ({ path, text: 'ä'.repeat(1_000_000) }))
    expect(batches(large).map(({ paths }) => paths)).toEqual([['a.md'], ['b.md']])
  })
})
