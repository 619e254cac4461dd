import { describe, expect, it } from 'vitest'
import { queryOf, readConversationsSearch } from './search'

describe('the address of the conversations page', () => {
  it('keeps what the API understands, and nothing else', () => {
    expect(readConversationsSearch({ q: ' ann ', agent: 'agt_1', channel: 'fax' })).toEqual({
      mode: undefined,
      status: undefined,
      channel: undefined,
      agent: 'agt_1',
      q: 'ann',
      from: undefined,
      to: undefined,
    })
    expect(readConversationsSearch({ q: 1555 }).q).toBe('1555')
    expect(readConversationsSearch({ q: 'a' }).q).toBeUndefined()
    expect(readConversationsSearch({ q: 'x'.repeat(200) }).q).toHaveLength(100)
  })

  it('asks for the last day whole', () => {
    const { from, to } = queryOf({ from: '2026-11-27', to: '2026-11-28', q: 'ann' })
    expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(2 * 86_400_000)
  })
})
