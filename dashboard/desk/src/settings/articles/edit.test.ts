import { describe, expect, it } from 'vitest'
import { isSame, merged, tidy, withQuestion } from './edit'

const base = { title: 'Returns', locale: 'en', questions: ['can I return it?'], body: 'Yes.' }

describe('an edit', () => {
  it('takes over what only somebody else changed, and names what both did', () => {
    const mine = { ...base, title: 'Sending back', body: 'Yes, in 30 days.' }
    const theirs = { ...base, body: 'Yes, in 14 days.', questions: ['how do I return it?'] }
    expect(merged(base, mine, theirs)).toEqual({
      words: { ...mine, questions: ['how do I return it?'] },
      clashes: ['body'],
    })
  })

  it('has no clash where both came to the same', () => {
    const both = { ...base, body: 'No.' }
    expect(merged(base, both, { ...both })).toEqual({ words: both, clashes: [] })
  })

  it('takes a question once, and none that is empty', () => {
    const more = withQuestion(base, ' may I send it back? ')
    expect(more.questions).toEqual(['can I return it?', 'may I send it back?'])
    expect(withQuestion(more, 'may I send it back?')).toBe(more)
    expect(withQuestion(base, '  ')).toBe(base)
  })

  it('sends no empty lines as questions', () => {
    const words = { ...base, title: ' Returns ', questions: ['', ' can I return it? ', ''] }
    expect(isSame(tidy(words), base)).toBe(true)
  })
})
