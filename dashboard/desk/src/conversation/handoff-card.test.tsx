import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { EscalationDetail, Handoff, ToolUse, Tried } from '../api/client'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import { speak } from '../words/words'
import { HandoffCard } from './handoff-card'

const CONTACT = {
  id: 'ctc_1',
  name: 'Ann',
  address: '1555',
  locale: null,
  attributes: {},
  verified: {},
}

const tried = (change: Partial<Tried>): Tried => ({
  question: 'Where is it?',
  article_id: 'art_1',
  article_title: 'Delivery',
  tools: [],
  score: 0.93,
  answered: true,
  seq: 4,
  result: 'given',
  ...change,
})

const call = (change: Partial<ToolUse>): ToolUse => ({
  seq: 3,
  tool: 'order_lookup',
  arguments: { order: '55102' },
  outcome: 'answered',
  result: { status: 'on its way', express: true, items: ['shoes', 'socks'] },
  error: null,
  ...change,
})

/** Why a call failed, as only an API knows that is newer than the desk. */
const NEWER = 'eaten' as unknown as ToolUse['error']

function escalated(change: Partial<Handoff> = {}, note: string | null = null): EscalationDetail {
  const handoff: Handoff = {
    summary: 'They asked for order #55102 (#3), and again (#5).',
    summary_source: 'extractive',
    evidence: null,
    open_question: null,
    suggested_next_step: 'Look it up.',
    suggested_reply: null,
    tried: [],
    tool_calls: [],
    forgotten_tool_calls: 0,
    tool_results: {},
    variables: {},
    contact: CONTACT,
    ...change,
  }
  return {
    id: 'esc_1',
    version: 1,
    ticket: 12,
    conversation_id: 'cnv_1',
    status: 'open',
    urgency: 'high',
    type: 'general',
    reason: 'bot_failure',
    reason_text: 'The bot failed.',
    created_at: '2026-01-01T00:00:00Z',
    summary_source: handoff.summary_source,
    handoff,
    assessment: { note },
  } as unknown as EscalationDetail
}

function show(
  change: Partial<Handoff> = {},
  note: string | null = null,
  onUseReply: ((text: string) => void) | undefined = undefined,
) {
  const onJump = vi.fn()
  const queries = new QueryClient()
  const card = (escalation: EscalationDetail) => {
    const api = { teams: async () => ({ items: [] }), escalation: async () => escalation }
    return (
      <DeskContext value={{ api, me: { id: 'agt_1' } } as unknown as Desk}>
        <QueryClientProvider client={queries}>
          <HandoffCard
            escalation={escalation}
            lastSeq={6}
            onJump={onJump}
            onMark={() => undefined}
            onUseReply={onUseReply}
          />
        </QueryClientProvider>
      </DeskContext>
    )
  }
  const { rerender } = render(card(escalated(change, note)))
  return {
    onJump,
    card: screen.getByRole('region', { name: /Handoff|التسليم/ }),
    retell: (retold: Partial<Handoff>) => rerender(card(escalated({ ...change, ...retold }, note))),
  }
}

const item = (words: string) => within(screen.getByText(words).closest('li') as HTMLElement)

describe('the handoff card', () => {
  afterEach(async () => {
    cleanup()
    await speak('en')
  })

  it('leads from numbers in the summary to their messages, and from no other numbers', () => {
    const { onJump, card } = show()
    const links = within(card).getAllByRole('button', { name: /show in the conversation/ })
    expect(links.map((link) => link.textContent)).toEqual(['#3', '#5'])
    expect(card.textContent).toContain('They asked for order #55102 (#3), and again (#5).')
    fireEvent.click(screen.getByRole('button', { name: '#5, show in the conversation' }))
    expect(onJump.mock.calls).toEqual([[5]])
  })

  it('says whose words the summary is', () => {
    expect(show().card.textContent).toContain('without a model')
    cleanup()
    expect(show({ summary_source: 'model' }).card.textContent).toContain('Written by a model')
  })

  it('takes in what a model tells later, and suggests only what is asked for', () => {
    const uses = vi.fn()
    const { card, retell } = show({ suggested_reply: 'Hello Ann.' }, null, uses)
    fireEvent.click(screen.getByRole('button', { name: 'Use as a draft' }))
    retell({
      summary: 'Ann asks for order 55102 (#3).',
      summary_source: 'model',
      open_question: 'Where is it?',
      suggested_reply: 'Hello Ann, I am looking at it.',
    })
    expect(card.textContent).toContain('Ann asks for order 55102 (#3).')
    expect(card.textContent).toContain('Written by a model')
    expect(card.textContent).toContain('Where is it?')
    expect(card.textContent).not.toContain('and again')
    // What the agent took over before is theirs.
    expect(uses.mock.calls).toEqual([['Hello Ann.']])
    fireEvent.click(screen.getByRole('button', { name: 'Use as a draft' }))
    expect(uses.mock.lastCall).toEqual(['Hello Ann, I am looking at it.'])
  })

  it('shows what the bot tried, from where, and what came of it', () => {
    const { onJump } = show({
      tried: [
        tried({ question: 'One?' }),
        tried({ question: 'Two?', result: 'asked_again', tools: ['order_lookup'] }),
        tried({
          question: 'Three?',
          article_id: null,
          article_title: null,
          tools: ['order_lookup'],
          result: 'did_not_help',
          seq: 6,
        }),
        tried({ question: 'Four?', article_id: null, article_title: null }),
        tried({ question: 'Five?', answered: false, result: 'not_given', seq: null }),
      ],
    })
    item('One?').getByText(/Answered from “Delivery” \(93 % sure\)/)
    item('Two?').getByText(/Answered from “Delivery” and order lookup/)
    item('Two?').getByText('The customer asked the same again.')
    item('Three?').getByText(/Answered from order lookup/)
    item('Three?').getByText('It did not help.')
    item('Four?').getByText(/Answered without an article/)
    item('Five?').getByText(/Not answered; nearest was “Delivery”/)
    expect(item('Five?').queryByRole('button')).toBeNull()
    fireEvent.click(item('Three?').getByRole('button', { name: /#6/ }))
    expect(onJump.mock.calls).toEqual([[6]])
  })

  it('lays out what tools were asked and what they answered', () => {
    const { card } = show({
      tool_calls: [call({})],
      tool_results: { order_lookup: { status: 'on its way' } },
    })
    const asked = within(card).getByRole('group', { name: 'Asked with' })
    within(asked).getByText('order')
    within(asked).getByText('55102')
    const answered = within(card).getByRole('group', { name: 'Answered' })
    const names = [...answered.querySelectorAll('dt')].map((name) => name.textContent)
    expect(names).toEqual(['status', 'express', 'items'])
    const values = [...answered.querySelectorAll('dd')].map((value) => value.textContent)
    expect(values).toEqual(['on its way', 'yes', 'shoes, socks'])
    expect(card.textContent).not.toContain('{')
    // It would be the same once more.
    expect(card.textContent).not.toContain('What tools answered')
  })

  it('shows a failed call as one, and why, with what it was asked', () => {
    const failed = { outcome: 'failed', result: null } as const
    show({
      tool_calls: [
        call({ ...failed, error: 'timed_out' }),
        call({ ...failed, error: NEWER, tool: 'dog', arguments: 'a long text…' }),
      ],
    })
    item('order lookup').getByText('Failed')
    item('order lookup').getByText('It did not answer in time.')
    expect(item('order lookup').queryByRole('group', { name: 'Answered' })).toBeNull()
    item('dog').getByText('It gave no answer.')
    item('dog').getByText('a long text…')
  })

  it('keeps earlier calls folded away, and owns up to those that are lost', () => {
    const tools = ['one', 'two', 'three', 'four', 'five']
    const { card } = show({
      tool_calls: tools.map((tool) => call({ tool })),
      forgotten_tool_calls: 7,
    })
    const folded = card.querySelector('details')
    expect(folded?.open).toBe(false)
    expect(folded?.querySelectorAll('li')).toHaveLength(2)
    expect(folded?.textContent).toContain('2 earlier calls')
    within(card).getByText('7 still earlier calls are no longer kept.')
  })

  it('shows the last answers by name where calls are not told', () => {
    const { card } = show({
      tool_calls: [],
      tool_results: { order_lookup: { status: 'lost', lines: [{ sku: 'a-1' }] } },
    })
    within(card).getByText('What tools answered')
    within(card).getByText('lost')
    within(card).getByText('a-1')
    expect(card.textContent).not.toContain('{')
  })

  it('says that the model had failed, in Arabic too', async () => {
    expect(show({}, 'model_refused').card.textContent).toContain('The model refused.')
    cleanup()
    await speak('ar')
    const { card } = show({ tried: [tried({})] }, 'model_refused')
    expect(card.textContent).toContain('رفض النموذج. قرّر المقيّم المضمّن بدلًا منه.')
    within(card).getByRole('button', { name: '#4، عرض في المحادثة' })
  })
})
