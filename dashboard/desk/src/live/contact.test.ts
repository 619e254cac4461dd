import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Api, Conversation, ConversationDetail, Me } from '../api/client'
import type { Session } from '../session/session'
import { Desk } from './desk'

let says: (frame: object) => void

class FakeSocket {
  readyState = 1
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  constructor() {
    says = (frame) => this.onmessage?.({ data: JSON.stringify(frame) })
  }
  send() {}
  close() {}
}

const conversation = { id: 'cnv_1', version: 1, last_seq: 1 } as Conversation

describe('a desk that hears of a conversation', () => {
  beforeEach(() => vi.stubGlobal('WebSocket', FakeSocket))
  afterEach(() => vi.unstubAllGlobals())

  it('reads it anew where something else is known of the contact, and not for each message', async () => {
    const api = {
      wsTicket: async () => ({ ticket: 't' }),
      escalations: async () => ({ items: [], next_cursor: null }),
      conversation: vi.fn(async () => conversation as ConversationDetail),
    }
    const me = { id: 'agt_1' } as Me
    const desk = new Desk(api as unknown as Api, {} as Session, me, 'ws://example')
    desk.start()
    await vi.waitFor(() => expect(says).toBeDefined())
    await desk.queries.fetchQuery({
      queryKey: ['conversation', 'cnv_1'],
      queryFn: () => api.conversation(),
    })
    const isOutdated = () => desk.queries.getQueryState(['conversation', 'cnv_1'])?.isInvalidated
    const hears = (version: number, more: Partial<Conversation>) =>
      says({
        type: 'conversation.updated',
        id: 'cnv_1',
        version,
        data: { ...conversation, version, ...more },
      })
    const contact_told_at = '2026-03-01T09:00:00Z'
    hears(2, { last_seq: 2 })
    expect(isOutdated()).toBe(false)
    hears(3, { contact_told_at })
    expect(isOutdated()).toBe(true)
    await desk.queries.fetchQuery({
      queryKey: ['conversation', 'cnv_1'],
      queryFn: async () => ({ ...conversation, version: 3, contact_told_at }),
    })
    hears(4, { contact_told_at })
    expect(isOutdated()).toBe(false)
    desk.stop()
  })
})
