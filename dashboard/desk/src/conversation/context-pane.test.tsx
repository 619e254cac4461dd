import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { ConversationDetail } from '../api/client'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import { ContextPane } from './context-pane'

function show(change: Partial<ConversationDetail>) {
  const contact = { id: 'ctc_1', name: 'Ann', address: '1555' }
  const conversation = {
    id: 'cnv_1',
    channel: 'whatsapp',
    contact,
    profile: { ...contact, locale: 'en-GB', attributes: {}, verified: {}, told: {} },
    variables: {},
    bot_spent: { tokens: 0, cost_micros: 0 },
    last_seq: 1,
    created_at: '2026-01-01T00:00:00Z',
    window_expires_at: null,
    ...change,
  } as unknown as ConversationDetail
  render(
    <DeskContext value={{ me: { id: 'agt_1', role: 'agent' } } as unknown as Desk}>
      <QueryClientProvider client={new QueryClient()}>
        <ContextPane
          conversation={conversation}
          escalation={undefined}
          episodes={[]}
          onJump={() => undefined}
          onMark={() => undefined}
          onUseReply={undefined}
        />
      </QueryClientProvider>
    </DeskContext>,
  )
}

describe('what stands beside a conversation', () => {
  afterEach(cleanup)

  it('tells what was signed of a customer apart from what a page said', () => {
    const said = { attributes: { tier: 'vip' }, verified: { tier: 'silver' }, told: {} }
    show({ profile: { id: 'ctc_1', name: 'Ann', address: '1555', locale: null, ...said } })
    const under = (title: string) => screen.getByText(title).closest('section > div')?.textContent
    expect(under('Known to your company')).toContain('silver')
    expect(under('More about them')).toContain('vip')
  })

  it('tells what the model used and what that cost, where it used something', () => {
    show({ bot_spent: { tokens: 1_234, cost_micros: 1_250 } })
    screen.getByText('1,234 tokens, $0.00125')
    cleanup()
    show({ bot_spent: { tokens: 1, cost_micros: 0 } })
    screen.getByText('1 token')
    cleanup()
    show({ bot_spent: { tokens: 0, cost_micros: 0 } })
    expect(screen.queryByText('Used by the model')).toBeNull()
  })
})
