import { describe, expect, it } from 'vitest'
import type { Fault } from '../../api/problem'
import {
  add,
  begin,
  change,
  type Editing,
  isDirty,
  isKept,
  move,
  putBack,
  refused,
  remove,
  saved,
  triggersOf,
} from './editing'
import { policy } from './samples'

const names = (editing: Editing) => triggersOf(editing).map(({ name }) => name)
const keyOf = (editing: Editing, name: string) =>
  editing.entries.find((entry) => entry.trigger.name === name)?.key ?? ''

describe('a draft that is being changed', () => {
  it('is not changed until something in it is', () => {
    const editing = begin(policy(['a', 'b']))
    expect(isDirty(editing)).toBe(false)
    expect(isDirty({ ...editing, notes: ' ' })).toBe(false)
    expect(isDirty({ ...editing, notes: 'why' })).toBe(true)
    const there = move(editing, keyOf(editing, 'a'), 1)
    expect(names(there)).toEqual(['b', 'a'])
    expect(isDirty(there)).toBe(true)
    expect(isDirty(move(there, keyOf(there, 'a'), -1))).toBe(false)
  })

  it('moves nothing beyond its ends', () => {
    const editing = begin(policy(['a', 'b']))
    expect(move(editing, keyOf(editing, 'a'), -1)).toBe(editing)
    expect(move(editing, keyOf(editing, 'b'), 1)).toBe(editing)
  })

  it('puts back what was removed where it was', () => {
    const editing = begin(policy(['a', 'b', 'c']))
    const entry = editing.entries[1]
    if (!entry) throw new Error('there are three')
    const without = remove(editing, entry.key)
    expect(names(without)).toEqual(['a', 'c'])
    expect(isDirty(putBack(without, entry, 1))).toBe(false)
  })

  it('learns the ids of new triggers, and keeps what was changed while it was saved', () => {
    const [editing, key] = add(begin(policy(['a'])), 'New')
    const sent = editing.entries
    const meanwhile = change(editing, key, { ...(sent[0]?.trigger ?? never()), name: 'Newer' })
    const answer = policy(['New', 'a'], { version: 2 })
    const unnamed = answer.triggers[0]
    if (unnamed) unnamed.when = { kind: 'keywords', words: [] }
    const after = saved(meanwhile, sent, answer)
    expect(triggersOf(after).map(({ id, name }) => [id, name])).toEqual([
      ['trg_New', 'Newer'],
      ['trg_a', 'a'],
    ])
    expect(after.base.version).toBe(2)
    expect(isDirty(after)).toBe(true)
    expect(isDirty(saved(editing, sent, answer))).toBe(false)
  })

  it('knows its own changes again where the answer to the save was lost', () => {
    const [editing] = add(begin(policy(['a'])), 'New')
    const answer = policy(['New', 'a'], { version: 2 })
    expect(isKept(editing, answer)).toBe(false)
    const unnamed = answer.triggers[0]
    if (unnamed) unnamed.when = { kind: 'keywords', words: [] }
    expect(isKept(editing, answer)).toBe(true)
    expect(isKept({ ...editing, notes: 'why' }, answer)).toBe(false)
  })

  it('keeps what was refused with its trigger, wherever that has moved since', () => {
    const editing = begin(policy(['a', 'b']))
    const sent = editing.entries
    const moved = move(editing, keyOf(editing, 'b'), -1)
    const detail = 'As the API says.'
    const letterless: Fault = { field: 'triggers[1].when.words', code: 'needs_a_letter', detail }
    const tooLong: Fault = { field: 'notes', code: 'too_long', at_most: 500, detail }
    const wrong = refused(moved, sent, [letterless, tooLong])
    const key = keyOf(wrong, 'b')
    expect(wrong.errors.get(`${key} when.words`)).toBe(letterless)
    expect(wrong.errors.get('notes')).toBe(tooLong)
    const mended = change(wrong, key, { ...(wrong.entries[0]?.trigger ?? never()), name: 'x' })
    expect([...mended.errors.keys()]).toEqual(['notes'])
  })
})

function never(): never {
  throw new Error('it is there')
}
