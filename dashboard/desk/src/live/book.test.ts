import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Book, emptyBook, hear, LIST_LAG, newer, read, settle } from './book'

interface Thing {
  id: string
  version: number
  live: boolean
}

const values = (book: Book<Thing>) =>
  [...book.values()].map((entry) => entry.value).sort((a, b) => a.id.localeCompare(b.id))
const onlyLive = (things: Thing[]) => things.filter((thing) => thing.live)

/** Histories of a few things: each grows through versions, and its last may be its end. */
const histories = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 6 }), ends: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map(({ length, ends }, index): Thing[] =>
      Array.from({ length }, (_, step) => ({
        id: `esc_${index}`,
        version: step + 1,
        live: !(ends && step === length - 1),
      })),
    ),
  )

const truth = (all: Thing[][]): Thing[] => all.flatMap((history) => history.slice(-1))

describe('a book of versioned records', () => {
  it('ends the same whatever the order of frames, and however often each comes', () => {
    fc.assert(
      fc.property(
        histories.chain((all) => {
          const frames = all.flat()
          return fc.record({
            all: fc.constant(all),
            frames: fc.array(fc.constantFrom(...frames), { maxLength: 10 }).chain((repeats) =>
              fc.shuffledSubarray([...frames, ...repeats], {
                minLength: frames.length + repeats.length,
              }),
            ),
          })
        }),
        ({ all, frames }) => {
          const book = frames.reduce((b, frame, i) => hear(b, [frame], i), emptyBook<Thing>())
          expect(values(book)).toEqual(truth(all))
        },
      ),
    )
  })

  it('equals a fresh load after any loss, once the list was read again', () => {
    fc.assert(
      fc.property(
        histories.chain((all) =>
          fc.record({
            all: fc.constant(all),
            got: fc.shuffledSubarray(all.flat()),
            late: fc.shuffledSubarray(all.flat()),
          }),
        ),
        ({ all, got, late }) => {
          const list = onlyLive(truth(all))
          const fresh = settle(emptyBook<Thing>(), list, 0)

          let book = got.reduce((b, frame, i) => hear(b, [frame], i), emptyBook<Thing>())
          book = settle(book, list, LIST_LAG + 1_000)
          expect(onlyLive(values(book))).toEqual(values(fresh))

          // Late frames may show an old state again; the next reading mends it.
          const at = LIST_LAG + 2_000
          book = late.reduce((b, frame) => hear(b, [frame], at), book)
          book = settle(book, list, at + LIST_LAG + 1)
          expect(onlyLive(values(book))).toEqual(values(fresh))
        },
      ),
    )
  })

  it('keeps what was just heard of, though a lagging list does not know it yet', () => {
    const fresh = { id: 'esc_1', version: 1, live: true }
    const book = hear(emptyBook<Thing>(), [fresh], 10_000)
    expect(values(settle(book, [], 12_000))).toEqual([fresh])
    expect(values(settle(book, [], 10_001 + LIST_LAG))).toEqual([])
  })

  it('takes no old state from a lagging list', () => {
    const ended = { id: 'esc_1', version: 3, live: false }
    const book = hear(emptyBook<Thing>(), [ended], 0)
    expect(read(book, [{ id: 'esc_1', version: 2, live: true }])).toBe(book)
  })

  it('gives the same book back where nothing is new, so that nothing is drawn again', () => {
    const one = { id: 'esc_1', version: 1, live: true }
    const book = hear(emptyBook<Thing>(), [one], 0)
    expect(hear(book, [one], 1)).toBe(book)
    expect(settle(book, [one], 1)).toBe(book)
    expect(newer(one, { ...one })).toBe(one)
  })
})
