import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CannedReply } from '../../api/knowledge'
import { API, problem, show } from '../testing'
import { CannedRepliesPage } from './page'

const server = setupServer()
let replies: CannedReply[] = []

const reply = (change: Partial<CannedReply> = {}): CannedReply => ({
  shortcut: 'hello',
  text: 'Hi {contact_name}',
  version: 2,
  updated_at: '2026-01-01T00:00:00Z',
  updated_by: { id: 'agt_elena', name: 'Elena' },
  ...change,
})

function holding(...present: CannedReply[]) {
  replies = present
  server.use(
    http.get(`${API}/v1/canned-replies`, () =>
      HttpResponse.json({ items: replies, next_cursor: null }),
    ),
    http.put(`${API}/v1/canned-replies/:shortcut`, async ({ request, params }) => {
      const { text, version } = (await request.json()) as { text: string; version?: number }
      const shortcut = String(params.shortcut)
      const now = replies.find((one) => one.shortcut === shortcut)
      if (now && version === undefined) {
        return HttpResponse.json(...problem('canned-reply-exists', 409))
      }
      if (now && version !== now.version) return HttpResponse.json(...problem('stale-version', 409))
      const saved = reply({ shortcut, text, version: (now?.version ?? 0) + 1 })
      replies = [...replies.filter((one) => one !== now), saved]
      return HttpResponse.json(saved, { status: now ? 200 : 201 })
    }),
    http.delete(`${API}/v1/canned-replies/:shortcut`, ({ params }) => {
      replies = replies.filter((one) => one.shortcut !== params.shortcut)
      return new HttpResponse(null, { status: 204 })
    }),
  )
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const field = (name: string) => screen.getByRole('textbox', { name }) as HTMLTextAreaElement
const write = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const preview = () => within(screen.getByRole('region', { name: 'What the customer reads' }))

describe('canned replies', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(() => localStorage.clear())
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  it('are read by agents, who have nothing to change them with', async () => {
    holding(reply())
    await show(<CannedRepliesPage />, { me: { role: 'agent' } })
    await screen.findByText('/hello')
    expect(screen.queryAllByRole('button')).toEqual([])
  })

  it('are shown as the customer will read them while they are written', async () => {
    holding()
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'New reply' }))
    write('Name', 'Refund Days')
    expect(field('Name').value).toBe('refund-days')
    write('Text', 'Hi {contact_name}, {agent_name} here.')
    preview().getByText('Hi Maria Silva, Deniz Kaya here.')
    write('Text', 'Hi {contact_name}, your {order} is late.')
    screen.getByText(/^\{order\} stands for nothing/)
    expect(screen.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
    write('Text', 'Within 14 days.')
    press('Save')
    await screen.findByText('/refund-days')
    expect(replies.map(({ shortcut, text }) => [shortcut, text])).toEqual([
      ['refund-days', 'Within 14 days.'],
    ])
  })

  it('take a variable where the cursor is, and what is typed next behind it', async () => {
    holding()
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'New reply' }))
    write('Text', 'Hi ! Welcome.')
    field('Text').setSelectionRange(3, 3)
    press('+ Agent’s name')
    expect(field('Text').value).toBe('Hi {agent_name}! Welcome.')
    expect(document.activeElement).toBe(field('Text'))
    expect(field('Text').selectionStart).toBe('Hi {agent_name}'.length)
  })

  it('do not replace one of the same name unseen', async () => {
    holding(reply())
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'New reply' }))
    write('Name', 'hello')
    write('Text', 'Another')
    press('Save')
    await screen.findByText(/There is a reply of this name/)
    expect(replies[0]?.text).toBe('Hi {contact_name}')
  })

  it('are taken for saved where only the answer was lost', async () => {
    holding()
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'New reply' }))
    write('Name', 'hello')
    write('Text', 'Mine')
    replies = [reply({ text: 'Mine' })]
    press('Save')
    await screen.findByText('Saved: /hello')
  })

  it('show what somebody else wrote meanwhile, and let one choose', async () => {
    holding(reply())
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Edit /hello' }))
    write('Text', 'Mine')
    replies = [reply({ version: 3, text: 'Theirs' })]
    press('Save')
    await screen.findByText('Elena saved this while you were editing')
    press('Save mine')
    await screen.findByText('Saved: /hello')
    expect(replies).toMatchObject([{ version: 4, text: 'Mine' }])
  })

  it('ask before what was written is dropped', async () => {
    holding(reply())
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Edit /hello' }))
    write('Text', 'Half a sent')
    press('Cancel')
    await screen.findByRole('dialog', { name: 'You have not saved this' })
    press('Go on editing')
    expect(field('Text').value).toBe('Half a sent')
    press('Cancel')
    press('Discard')
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Text' })).toBeNull())
  })

  it('are deleted once that is confirmed', async () => {
    holding(reply())
    await show(<CannedRepliesPage />)
    fireEvent.click(await screen.findByRole('button', { name: 'Delete /hello' }))
    expect(replies).toHaveLength(1)
    press('Delete')
    await screen.findByText('Deleted: /hello')
    await screen.findByText('No canned replies yet')
  })
})
