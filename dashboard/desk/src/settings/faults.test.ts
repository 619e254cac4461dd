import { describe, expect, it } from 'vitest'
import { ProblemError } from '../api/problem'
import { ar } from '../words/ar'
import { en } from '../words/en'
import type { Reason } from '../words/faults'
import { translator } from '../words/words'
import { faultOf, isToldAt } from './faults'

const [english, arabic] = [translator('en', en), translator('ar', ar)]
const refused = (field: string, reason: Reason = { code: 'missing' }) =>
  new ProblemError({
    type: '/problems/validation',
    title: '',
    detail: '',
    status: 422,
    errors: [{ field, ...reason, detail: 'As the API says.' }],
  })

describe('what the API refuses at a field', () => {
  it('is said of one of many as of that one', () => {
    const error = refused('questions[3]', { code: 'too_long', at_most: 300 })
    expect(faultOf(error, 'questions', english)).toBe('At most 300 characters.')
    expect(faultOf(error, 'question', english)).toBeUndefined()
    const within = refused('texts.closing')
    expect(faultOf(within, 'texts', english)).toBe('This is still needed.')
    expect(faultOf(within, 'texts.connecting', english)).toBeUndefined()
  })

  it('is said for different reasons in different words', () => {
    const said = (reason: Reason) => faultOf(refused('to', reason), 'to', arabic)
    const reasons: Reason[] = [
      { code: 'out_of_order' },
      { code: 'too_far_apart', at_most: 366 },
      { code: 'wrong_form' },
    ]
    expect(new Set(reasons.map(said)).size).toBe(3)
  })

  it('is told where the field is', () => {
    expect(isToldAt(refused('questions[3]'), ['questions'])).toBe(true)
    expect(isToldAt(refused('body'), ['questions'])).toBe(false)
    expect(isToldAt(new Error('anything'), ['questions'])).toBe(false)
  })
})
