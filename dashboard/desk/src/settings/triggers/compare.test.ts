import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Trigger } from '../../api/settings'
import { BUILT_IN } from './built-in'
import { compare, same } from './compare'

const named = (name: string, change: Partial<Trigger> = {}): Trigger => ({
  id: `trg_${name}`,
  name,
  when: { kind: 'keywords', words: [name] },
  ...change,
})
const [a, b, c, d] = [named('a'), named('b'), named('c'), named('d')]
const kinds = (before: Trigger[], after: Trigger[]) =>
  compare(before, after).map((it) => [
    it.kind,
    it.kind === 'removed' ? it.was.name : it.now.name,
    it.kind === 'removed' || it.kind === 'added' ? [] : it.parts,
  ])

describe('the differences of two lists of triggers', () => {
  it('are none where only what stands for silence is said', () => {
    const loud = {
      ...a,
      enabled: true,
      only: { channels: [], attributes: {} },
      timing: { kind: 'immediately' as const },
      urgency: null,
    }
    expect(compare([a], [loud])).toEqual([])
    expect(compare(BUILT_IN, BUILT_IN)).toEqual([])
  })

  it('name the one that moved, not those that made room for it', () => {
    expect(kinds([a, b, c, d], [d, a, b, c])).toEqual([['moved', 'd', []]])
    expect(kinds([a, b, c, d], [b, c, d, a])).toEqual([['moved', 'a', []]])
  })

  it('do not take a removed one for a move of the rest', () => {
    expect(kinds([a, b, c], [b, c])).toEqual([['removed', 'a', []]])
    const fresh = { ...named('new'), id: null }
    expect(kinds([a, b], [fresh, a, b])).toEqual([['added', 'new', []]])
  })

  it('say in which parts a trigger changed, and that it moved as well', () => {
    const changed = { ...c, urgency: 'high' as const, only: { channels: ['widget' as const] } }
    const [difference] = compare([a, b, c], [changed, a, b])
    expect(difference).toMatchObject({
      kind: 'changed',
      parts: ['only', 'urgency'],
      moved: true,
      from: 3,
      to: 1,
    })
  })

  it('call as few moved as there must be, however they are shuffled', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const before = order.map((_, place) => named(`${place}`))
        const after = order.map((place) => named(`${place}`))
        const moved = new Set(compare(before, after).map((it) => 'now' in it && it.now.name))
        const still = order.filter((place) => !moved.has(`${place}`))
        // Those that did not move stand in the order that they had.
        expect(still).toEqual([...still].sort())
        expect(moved.size).toBeLessThan(6)
      }),
    )
  })
})

describe('sameness', () => {
  it('does not mind the order of names, but that of lists', () => {
    expect(same({ x: 1, y: [1, 2] }, { y: [1, 2], x: 1 })).toBe(true)
    expect(same([1, 2], [2, 1])).toBe(false)
    expect(same({ kind: 'low_confidence' }, { kind: 'low_confidence', below: null })).toBe(true)
    expect(same({ below: 0 }, {})).toBe(false)
  })
})
