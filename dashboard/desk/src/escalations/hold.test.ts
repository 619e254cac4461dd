import { describe, expect, it } from 'vitest'
import { hold, type Layout } from './hold'

const layout = (mine: string[], waiting: string[], teammates: string[] = []): Layout => ({
  mine,
  waiting,
  teammates,
})

describe('a list that somebody points into', () => {
  const before = layout(['a'], ['b', 'c'])

  it('stays as it was and counts what is new', () => {
    const now = layout(['a'], ['n', 'b', 'm', 'c'])
    expect(hold(before, now, true)).toEqual({ shown: before, added: 2, moved: 0 })
  })

  it('counts what a teammate took, and what ended', () => {
    const now = layout(['a'], [], ['b'])
    expect(hold(before, now, true)).toEqual({ shown: before, added: 0, moved: 2 })
  })

  it('shows all as it is once nobody points', () => {
    const now = layout(['a', 'b'], ['n'])
    expect(hold(before, now, false)).toEqual({ shown: now, added: 0, moved: 0 })
  })

  it('shows the first list at once, wherever the pointer is', () => {
    expect(hold(undefined, before, true).shown).toBe(before)
  })
})
