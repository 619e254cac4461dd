import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namer, rowsOf } from './table'

const cells = (table: string) => [...rowsOf(table)].map((row) => row.cells)

describe('a table', () => {
  it('is parted at the ends of rows, not within quotes', () => {
    const table = '\uFEFFtitle,body\r\n\r\nA,"one\r\n""two"", three"\r\nB,5" wide\r\n"C"x,'
    expect([...rowsOf(table)].map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['title', 'body']],
      [3, ['A', 'one\n"two", three']],
      [5, ['B', '5" wide']],
      [6, ['Cx', '']],
    ])
    expect(cells('a,"never ends\nb,c')).toEqual([['a', 'never ends\nb,c']])
    expect(cells('')).toEqual([])
  })

  it('keeps what it says, whatever stands in its cells and wherever it is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', 'ä', '|') })
    const row = fc.array(cell, { minLength: 2, maxLength: 2 })
    const written = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(row), fc.nat(), (rows, at) => {
        const table = rows.map((one) => one.map(written).join(',')).join('\n')
        const read = [...rowsOf(table)]
        expect(read.map((one) => one.cells)).toEqual(rows)
        const cut = at % (rows.length + 1)
        const pieces = [read.slice(0, cut), read.slice(cut)]
        const again = pieces.flatMap((piece) => cells(piece.map(({ text }) => text).join('\n')))
        expect(again).toEqual(rows)
        for (const { line, text } of read) {
          expect(
            table
              .split('\n')
              .slice(line - 1)
              .join('\n')
              .startsWith(text),
          ).toBe(true)
        }
      }),
    )
  })

  it('names its rows by language and title, as the API does', () => {
    const [header, ...rows] = rowsOf(' Locale ,TITLE,body\npt-BR, Olá ,x\n,Hello,x\nen,,x')
    expect(rows.map(namer(header, 'en'))).toEqual(['pt-BR/Olá', 'en/Hello', undefined])
  })

  it('names no row that the API cannot take', () => {
    const [header, ...rows] = rowsOf('title,body\nA, \nA\nA,x,y\nA,x')
    expect(rows.map(namer(header, 'en'))).toEqual([undefined, undefined, undefined, 'en/A'])
  })
})
