import { describe, expect, it } from 'vitest'
import { filled, inserted, matching, soughtAt } from './canned'

const replies = [
  { shortcut: 'hello', text: 'Hello {contact_name}, I am {agent_name}.' },
  { shortcut: 'refund', text: 'The money is on its way.' },
  { shortcut: 'no-refund', text: 'That cannot be paid back.' },
  { shortcut: 'wait', text: 'One moment, I look for the refund.' },
]
const names = (words: string) => matching(replies, words).map((one) => one.shortcut)

describe('looking for a canned reply', () => {
  it('begins with a stroke at the start of a word, and ends with the word', () => {
    expect(soughtAt('/', 1)).toEqual({ start: 0, end: 1, words: '' })
    expect(soughtAt('Yes. /Ref', 9)).toEqual({ start: 5, end: 9, words: 'ref' })
    expect(soughtAt('Yes.\n/no-ref', 12)?.words).toBe('no-ref')
    expect(soughtAt('and/or', 6)).toBeUndefined()
    expect(soughtAt('https://x', 9)).toBeUndefined()
    expect(soughtAt('/refund please', 14)).toBeUndefined()
    expect(soughtAt('/refund please', 7)?.words).toBe('refund')
  })

  it('offers names that begin so first, then names and words that hold it', () => {
    expect(names('refund')).toEqual(['refund', 'no-refund', 'wait'])
    expect(names('')).toEqual(['hello', 'no-refund', 'refund', 'wait'])
    expect(names('zzz')).toEqual([])
  })

  it('fills what is known, and leaves the rest to be seen', () => {
    const known = { contact_name: 'Ann', agent_name: 'Bob' }
    expect(filled('Hello {contact_name}, I am {agent_name}.', known)).toBe('Hello Ann, I am Bob.')
    expect(filled('{order}', known)).toBe('{order}')
  })

  it('puts the reply in the place of the short name alone', () => {
    const text = 'Yes. /ref Thanks'
    expect(inserted(text, { start: 5, end: 9, words: 'ref' }, 'Done.')).toEqual({
      text: 'Yes. Done. Thanks',
      cursor: 10,
    })
  })
})
