import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConversationDetail, Message } from '../api/client'
import type { Template } from '../api/desk'
import { ProblemError, UnreachableError } from '../api/problem'
import { put } from '../files/upload'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import { Composer, type ComposerHandle } from './composer'
import type { Outbox, Pending } from './outbox'

vi.mock(import('../files/upload'), async (original) => ({ ...(await original()), put: vi.fn() }))

let number = 0

function conversation(change: Partial<ConversationDetail> = {}): ConversationDetail {
  const contact = { id: 'ctc_1', name: 'Ann', address: '1555' }
  return {
    id: `cnv_${number}`,
    version: 1,
    connection_id: 'con_1',
    channel: 'whatsapp',
    contact,
    profile: { ...contact, locale: 'en-GB', attributes: {}, verified: {}, told: {} },
    variables: {},
    bot_spent: { tokens: 0, cost_micros: 0 },
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

const picture = (name: string) => new File(['bytes'], name, { type: 'image/png' })

/** Where files go: each upload ends as the test says. */
function store() {
  let ids = 0
  const waiting: { done: () => void; failed: (error: unknown) => void }[] = []
  vi.mocked(put).mockImplementation(
    () => new Promise((done, failed) => waiting.push({ done, failed })),
  )
  const next = () => vi.waitFor(() => waiting.shift() ?? Promise.reject(new Error('no upload')))
  return {
    createFile: async () => ({
      id: `fil_${++ids}`,
      upload: { method: 'PUT', url: 'http://x', headers: {}, expires_at: '2999-01-01T00:00:00Z' },
    }),
    finish: async () => (await next()).done(),
    fail: async () => (await next()).failed(new UnreachableError()),
  }
}

function desk(templates: Template[] | Error = []) {
  const sent: Omit<Pending, 'state'>[] = []
  const outbox = {
    add: (...all: Omit<Pending, 'state'>[]) => sent.push(...all),
  } as unknown as Outbox
  const uploads = store()
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
      createFile: uploads.createFile,
      templates: async () => {
        if (templates instanceof Error) throw templates
        return { items: templates, next_cursor: null }
      },
    },
  } as unknown as Desk
  const queries = new QueryClient()
  const handle = createRef<ComposerHandle>()
  const show = (messages: Message[], change: Partial<ConversationDetail> = {}, mayReply = true) => (
    <DeskContext value={fake}>
      <QueryClientProvider client={queries}>
        <Composer
          conversation={conversation(change)}
          messages={messages}
          outbox={outbox}
          mayReply={mayReply}
          instead={<p>Take it first</p>}
          handle={handle}
        />
      </QueryClientProvider>
    </DeskContext>
  )
  return { sent, show, uploads, handle }
}

const reply = () => screen.getByRole('textbox', { name: 'Reply to the customer' })
const send = () => fireEvent.keyDown(reply(), { key: 'Enter', ctrlKey: true })

describe('the composer', () => {
  beforeEach(() => {
    number += 1
    localStorage.clear()
    sessionStorage.clear()
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

  it('sends files with the words below the first, once all are there', async () => {
    const { sent, show, uploads } = desk()
    render(show([said(1, 'is it broken?')]))
    const files = [picture('front.png'), picture('back.png')]
    fireEvent.paste(reply(), { clipboardData: { types: ['Files'], files } })
    fireEvent.change(reply(), { target: { value: 'Like this?' } })
    send()
    expect(screen.getByText('Is sent as soon as the files are uploaded.')).toBeTruthy()
    expect(reply()).toHaveProperty('value', 'Like this?')
    expect(sent).toEqual([])
    await uploads.finish()
    await uploads.finish()
    await waitFor(() => expect(sent).toHaveLength(2))
    expect(sent.map((one) => one.body.media)).toEqual([
      { file_id: 'fil_1', caption: 'Like this?' },
      { file_id: 'fil_2', caption: null },
    ])
    expect(sent.map((one) => one.file?.name)).toEqual(['front.png', 'back.png'])
    expect(reply()).toHaveProperty('value', '')
    expect(screen.queryByText('front.png')).toBeNull()
  })

  it('keeps the words where an upload fails, and sends once it went well', async () => {
    const { sent, show, uploads } = desk()
    render(show([]))
    fireEvent.change(reply(), { target: { value: 'Like this?' } })
    fireEvent.paste(reply(), {
      clipboardData: { types: ['Files'], files: [picture('front.png')] },
    })
    send()
    await uploads.fail()
    expect((await screen.findByRole('alert')).textContent).toBe('The upload failed. Try again.')
    // It is said once what had failed was seen.
    await screen.findByText(/^Nothing was sent/)
    expect(sent).toEqual([])
    expect(reply()).toHaveProperty('value', 'Like this?')
    fireEvent.click(screen.getByRole('button', { name: 'Try to upload front.png again' }))
    await uploads.finish()
    await screen.findByText('front.png is ready to be sent.')
    expect(sent).toEqual([])
    send()
    expect(sent.map((one) => one.body.media)).toEqual([{ file_id: 'fil_1', caption: 'Like this?' }])
  })

  it('says at a file why it is not taken, and offers files only where they can go', () => {
    const { show } = desk()
    render(show([]))
    const files = [picture('moving.gif'), new File(['x'], 'page.html', { type: 'text/html' })]
    fireEvent.paste(reply(), { clipboardData: { types: ['Files'], files } })
    expect(screen.getAllByText('Files of this type cannot be sent here.')).toHaveLength(2)
    fireEvent.click(screen.getByRole('button', { name: 'Remove page.html' }))
    fireEvent.click(screen.getByRole('button', { name: 'Remove moving.gif' }))
    expect(screen.queryByText('moving.gif')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Note' }))
    expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull()
    cleanup()
    render(show([], { channel: 'widget' }))
    expect(screen.getByRole('button', { name: 'Attach files' })).toBeTruthy()
    cleanup()
    render(show([], { channel: 'instagram' }))
    expect(screen.queryByRole('button', { name: 'Attach files' })).toBeNull()
  })

  it('is not held up by what had been said before the thread came', () => {
    const { sent, show } = desk()
    const { rerender } = render(show([], { last_seq: 2 }))
    fireEvent.change(reply(), { target: { value: 'Hello' } })
    const thread = [said(1, 'is it broken?'), said(2, 'hello?')]
    rerender(show(thread, { last_seq: 2 }))
    expect(screen.queryByRole('alert')).toBeNull()
    rerender(show([...thread, said(3, 'never mind')], { last_seq: 3 }))
    expect(screen.getByRole('alert')).toBeTruthy()
    send()
    expect(sent).toEqual([])
    send()
    expect(sent.map((one) => one.text)).toEqual(['Hello'])
  })

  const kept = { fileId: 'fil_7', name: 'front.png', mime_type: 'image/png', size: 5 }
  const keptAt = () => `baton.files.agt_me.cnv_${number}`

  it('has the files ready again that a page before had uploaded, and the words with them', () => {
    localStorage.setItem(keptAt(), JSON.stringify([kept]))
    localStorage.setItem(
      `baton.draft.agt_me.cnv_${number}.reply`,
      JSON.stringify({ text: '', seen: 1 }),
    )
    const { sent, show } = desk()
    const { rerender } = render(show([said(1, 'is it broken?')]))
    expect(screen.getByText('front.png is ready to be sent.')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
    rerender(show([said(1, 'is it broken?')], {}, false))
    expect(screen.getByText('front.png').closest('p')?.textContent).toBe('Your draft: front.png')
    rerender(show([said(1, 'is it broken?')]))
    fireEvent.change(reply(), { target: { value: 'Like this?' } })
    send()
    expect(sent.map((one) => one.body.media)).toEqual([{ file_id: 'fil_7', caption: 'Like this?' }])
    expect(localStorage.length).toBe(0)
  })

  it('keeps with a file alone what had been said when it was attached', async () => {
    const { show, uploads } = desk()
    render(show([said(3, 'is it broken?')]))
    fireEvent.paste(reply(), { clipboardData: { types: ['Files'], files: [picture('a.png')] } })
    await uploads.finish()
    await screen.findByText('a.png is ready to be sent.')
    const key = `baton.draft.agt_me.cnv_${number}.reply`
    expect(JSON.parse(localStorage.getItem(key) ?? '')).toEqual({ text: '', seen: 3 })
    expect(JSON.parse(localStorage.getItem(keptAt()) ?? '')).toMatchObject([{ fileId: 'fil_1' }])
    send()
    expect(localStorage.length).toBe(0)
  })

  it('says of a file that the page was left while it was uploading', () => {
    sessionStorage.setItem(keptAt(), JSON.stringify([{ ...kept, why: 'cut_off' }]))
    const { sent, show } = desk()
    render(show([]))
    expect(screen.getByRole('alert').textContent).toBe('The upload was cut off. Attach it again.')
    fireEvent.change(reply(), { target: { value: 'Like this?' } })
    send()
    expect(screen.getByText(/^Nothing was sent/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Remove front.png' }))
    send()
    expect(sent.map((one) => one.text)).toEqual(['Like this?'])
  })

  it('says of a file that was refused since it is no longer kept that it has to go', () => {
    const { sent, show, handle } = desk()
    render(show([]))
    const errors = [
      { field: 'media.file_id', code: 'not_uploaded' as const, detail: 'Upload the file first.' },
    ]
    const error = new ProblemError({
      type: '/problems/validation',
      title: '',
      detail: '',
      status: 422,
      errors,
    })
    const media = { file_id: kept.fileId, caption: 'Like this?' }
    const refused = { kind: 'reply', text: 'Like this?', file: kept, body: { media } }
    act(() => handle.current?.edit(refused as unknown as Pending, error))
    expect(reply()).toHaveProperty('value', 'Like this?')
    expect(screen.getByRole('alert').textContent).toBe(
      'It cannot be sent any more. Attach it again.',
    )
    fireEvent.click(screen.getByRole('button', { name: 'Remove front.png' }))
    send()
    expect(sent.map((one) => one.body)).toEqual([{ text: 'Like this?' }])
  })

  it('follows what is written, attached and sent in another tab', () => {
    const { sent, show } = desk()
    render(show([said(1, 'is it broken?')]))
    const elsewhere = (key: string, value: unknown) => {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(value))
      act(() => {
        dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }))
      })
    }
    const words = `baton.draft.agt_me.cnv_${number}.reply`
    elsewhere(words, { text: 'Like this?', seen: 1 })
    elsewhere(keptAt(), [kept])
    expect(reply()).toHaveProperty('value', 'Like this?')
    expect(screen.getByText('front.png is ready to be sent.')).toBeTruthy()
    expect(screen.queryByRole('alert')).toBeNull()
    elsewhere(keptAt(), null)
    elsewhere(words, null)
    expect(screen.queryByText('front.png')).toBeNull()
    send()
    expect(sent).toEqual([])
  })

  it('leaves pasted words alone, of which there is a picture as well', () => {
    const { show } = desk()
    render(show([]))
    const clipboardData = { types: ['text/plain', 'Files'], files: [picture('cells.png')] }
    fireEvent.paste(reply(), { clipboardData })
    expect(screen.queryByText('cells.png')).toBeNull()
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
