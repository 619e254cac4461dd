import { describe, expect, it } from 'vitest'
import { filled, SHORTCUT, unknownIn } from './variables'

describe('the variables of canned replies', () => {
  it('are filled, and others stay as they are', () => {
    const text = 'Hi {contact_name}, {contact_name}! {agent_name} {toString} {}'
    expect(filled(text, { contact_name: 'Maria', agent_name: 'Ana' })).toBe(
      'Hi Maria, Maria! Ana {toString} {}',
    )
  })

  it('are told from what stands for nothing', () => {
    expect(unknownIn('Hi {contact_name}, I am {agent_name}')).toBeUndefined()
    expect(unknownIn('Hi {contact_name}, order {order}')).toBe('{order}')
    expect(unknownIn('{}')).toBe('{}')
  })

  it('stand under names that can be typed', () => {
    expect(['hello', '2nd-try', 'a'.repeat(32)].every((one) => SHORTCUT.test(one))).toBe(true)
    expect(['', '-a', 'Ä', 'a b', 'a'.repeat(33)].some((one) => SHORTCUT.test(one))).toBe(false)
  })
})
