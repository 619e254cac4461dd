import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationDetail, Message } from '../api/client'
import type { Template } from '../api/desk'
import { ProblemError } from '../api/problem'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import { Composer, type ComposerHandle } from './composer'
import type { Outbox, Pending } from './outbox'

let number = 0

function conversation(change: Partial<ConversationDetail> = {}): ConversationDetail {
  const contact = { id: 'ctc_1', name: 'Ann', address: '1555' }
  return {
    id: `cnv_${number}`,
    version: 1,
    connection_id: 'con_1',
    channel: 'whatsapp',
    contact,
    profile: { ...contact, locale: 'en-GB', attributes: {} },
    variables: {},
    escalation: null,
    mode: 'human',
    owner: { kind: 'agent', id: 'agt_me', name: 'Me' },
    last_seq: 1,
    preview: null,
    created_at: '2026-01-01T00:00:00Z',
    last_activity_at: '2026-01-01T00:00:00Z',
    last_customer_at: null,
    unanswered_since: null,
    window_expires_at: null,
    ...change,
  }
}

const said = (seq: number, text: string): Message => ({
  id: `msg_${seq}`,
  conversation_id: 'cnv_1',
  seq,
  version: 1,
  author: { kind: 'customer' },
  kind: 'text',
  text,
  status: 'received',
  created_at: '2026-01-01T00:00:00Z',
})

function desk(templates: Template[] | Error = []) {
  const sent: Omit<Pending, 'state'>[] = []
  const outbox = { add: (one: Omit<Pending, 'state'>) => sent.push(one) } as unknown as Outbox
  const cannedReplies = async () => ({
    items: [
      { shortcut: 'hello', text: 'Hello {contact_name}, I am {agent_name}.' },
      { shortcut: 'refund', text: 'Your money is on its way.' },
    ],
  })
  const fake = {
    me: { id: 'agt_me', name: 'Me' },
    socket: { typing: () => undefined },
    api: {
      cannedReplies,
      templates: async () => {
        if (templates instanceof Error) throw templates
        return { items: templates, next_cursor: null }
      },
    },
  } as unknown as Desk
  const queries = new QueryClient()
  const show = (messages: Message[], change: Partial<ConversationDetail> = {}, mayReply = true) => (
    <DeskContext value={fake}>
      <QueryClientProvider client={queries}>
        <Composer
          conversation={conversation(change)}
          messages={messages}
          outbox={outbox}
          mayReply={mayReply}
          instead={<p>Take it first</p>}
          handle={createRef<ComposerHandle>()}
        />
      </QueryClientProvider>
    </DeskContext>
  )
  return { sent, show }
}

const reply = () => screen.getByRole('textbox', { name: 'Reply to the customer' })
const send = () => fireEvent.keyDown(reply(), { key: 'Enter', ctrlKey: true })

describe('the composer', () => {
  beforeEach(() => {
    number += 1
    localStorage.clear()
  })
  afterEach(cleanup)

  it('sends with Ctrl and Enter, once, and is empty then', () => {
    const { sent, show } = desk()
    render(show([said(1, 'hello')]))
    fireEvent.change(reply(), { target: { value: ' Hi Ann ' } })
    send()
    send()
    expect(sent.map((one) => one.text)).toEqual(['Hi Ann'])
    expect(sent[0]?.after).toBe(1)
    expect(reply()).toHaveProperty('value', '')
  })

  it('shows what the customer wrote meanwhile before anything is sent', () => {
    const { sent, show } = desk()
    const { rerender } = render(show([said(1, 'where is it?')]))
    fireEvent.change(reply(), { target: { value: 'I will look' } })
    rerender(show([said(1, 'where is it?'), said(2, 'found it!')]))
    expect(screen.getByRole('alert').textContent).toContain('found it!')
    send()
    expect(sent).toEqual([])
    send()
    expect(sent.map((one) => one.text)).toEqual(['I will look'])
  })

  it('keeps the draft of whom it was taken from, and lets them note', () => {
    const { sent, show } = desk()
    const { rerender } = render(show([]))
    fireEvent.change(reply(), { target: { value: 'half a sent' } })
    const owner = { kind: 'agent' as const, id: 'agt_bob', name: 'Bob' }
    rerender(show([], { owner }, false))
    expect(screen.getByRole('alert').textContent).toContain('Bob has this conversation now')
    expect(screen.getByText('half a sent')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Note' }))
    const note = screen.getByRole('textbox', { name: 'Note for teammates' })
    fireEvent.change(note, { target: { value: 'she waits' } })
    fireEvent.keyDown(note, { key: 'Enter', metaKey: true })
    expect(sent.map((one) => [one.kind, one.text])).toEqual([['note', 'she waits']])
  })

  it('inserts a canned reply with its places filled, by keyboard alone', async () => {
    const { sent, show } = desk()
    render(show([said(1, 'hello')]))
    fireEvent.change(reply(), { target: { value: '/' } })
    expect(await screen.findAllByRole('option')).toHaveLength(2)
    fireEvent.change(reply(), { target: { value: '/re' } })
    expect(screen.getAllByRole('option')).toHaveLength(1)
    fireEvent.change(reply(), { target: { value: '/' } })
    fireEvent.keyDown(reply(), { key: 'ArrowDown' })
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('refund')
    fireEvent.keyDown(reply(), { key: 'ArrowDown' })
    fireEvent.keyDown(reply(), { key: 'Enter' })
    expect(reply()).toHaveProperty('value', 'Hello Ann, I am Me.')
    expect(screen.queryByRole('listbox')).toBeNull()
    expect(sent).toEqual([])
  })

  it('lets Escape keep the stroke, and sends it as it stands', async () => {
    const { sent, show } = desk()
    render(show([]))
    fireEvent.change(reply(), { target: { value: 'either /' } })
    await screen.findByRole('listbox')
    fireEvent.keyDown(reply(), { key: 'Escape' })
    expect(screen.queryByRole('listbox')).toBeNull()
    send()
    expect(sent.map((one) => one.text)).toEqual(['either /'])
  })

  it('attaches by address where the channel can send files', () => {
    const { sent, show } = desk()
    render(show([]))
    fireEvent.click(screen.getByRole('button', { name: 'Attach a file' }))
    const link = 'https://shop.example/label.pdf'
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: link } })
    fireEvent.change(screen.getByLabelText('What it is'), { target: { value: 'document' } })
    fireEvent.change(screen.getByLabelText('Words below it'), { target: { value: 'The label' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send file' }))
    expect(sent[0]?.body.media).toMatchObject({ kind: 'document', link, caption: 'The label' })
    cleanup()
    render(show([], { channel: 'widget' }))
    expect(screen.queryByRole('button', { name: 'Attach a file' })).toBeNull()
  })

  const over = { window_expires_at: '2026-01-01T00:00:00Z' }

  it('offers the approved templates once the customer’s 24 hours are over', async () => {
    const { sent, show } = desk([
      {
        name: 'news',
        language: 'en_US',
        category: 'utility',
        body: 'We have news.',
        placeholders: 0,
        components_for_sending: [],
      },
      {
        name: 'order_update',
        language: 'en_GB',
        category: 'utility',
        body: 'Hello {{1}}, order {{2}} is on its way.',
        placeholders: 2,
        components_for_sending: [
          {
            type: 'body',
            parameters: [
              { type: 'text', text: '{{1}}' },
              { type: 'text', text: '{{2}}' },
            ],
          },
        ],
      },
    ] as unknown as Template[])
    render(show([], over))
    fireEvent.change(await screen.findByLabelText('Search templates'), {
      target: { value: 'order' },
    })
    expect(screen.getByText('1 approved template')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /order update/ }))
    const first = screen.getByLabelText('Value for 1')
    expect(document.activeElement).toBe(first)
    fireEvent.change(first, { target: { value: 'Ann' } })
    fireEvent.change(screen.getByLabelText('Value for 2'), { target: { value: '8812' } })
    const preview = screen.getByLabelText('How the customer will read it')
    expect(preview.textContent).toContain('Hello Ann, order 8812 is on its way.')
    fireEvent.click(screen.getByRole('button', { name: 'Send template' }))
    expect(sent[0]?.text).toBe('Hello Ann, order 8812 is on its way.')
    expect(sent[0]?.body.template).toMatchObject({
      name: 'order_update',
      language: 'en_GB',
      components: [{ type: 'body', parameters: [{ text: 'Ann' }, { text: '8812' }] }],
    })
    // The next time it is the first, and says why.
    const rows = await screen.findAllByRole('listitem')
    expect(rows[0]?.textContent).toContain('order update')
    expect(rows[0]?.textContent).toContain('Used before')
  })

  it('takes a template by its name where the list cannot be had', async () => {
    const { sent, show } = desk(
      new ProblemError({
        type: '/problems/connection-account-unknown',
        title: '',
        detail: '',
        status: 409,
      }),
    )
    render(show([], over))
    expect((await screen.findByRole('alert')).textContent).toContain('WhatsApp Business Account')
    fireEvent.change(screen.getByLabelText('Name of the template'), { target: { value: 'hello' } })
    fireEvent.change(screen.getByLabelText('Values, one on each line'), {
      target: { value: 'Ann\n8812' },
    })
    fireEvent.click(screen.getByRole('button', { name: 'Send template' }))
    expect(sent[0]?.body.template).toMatchObject({
      name: 'hello',
      language: 'en_GB',
      components: [{ parameters: [{ text: 'Ann' }, { text: '8812' }] }],
    })
    // The next time it can be chosen.
    fireEvent.change(screen.getByLabelText('Used before on this device'), {
      target: { value: '0' },
    })
    expect(screen.getByLabelText('Name of the template')).toHaveProperty('value', 'hello')
  })
})
