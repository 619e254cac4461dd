import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { API, problem, show } from '../settings/testing'
import { NotificationsPage } from './page'

const server = setupServer()
let read: Set<string>
let sent: unknown[]

/** Newest first, as the API has them. */
const ALL = ['ntf_3', 'ntf_2', 'ntf_1']

function holding() {
  read = new Set(['ntf_1'])
  sent = []
  server.use(
    http.get(`${API}/v1/me/notifications`, () =>
      HttpResponse.json({
        items: ALL.map((id) => ({
          id,
          escalation_id: null,
          change: 'quota_low',
          title: `Notice ${id}`,
          created_at: '2026-01-01T00:00:00Z',
          read: read.has(id),
        })),
        next_cursor: null,
      }),
    ),
    http.put(`${API}/v1/me/notifications/read`, async ({ request }) => {
      const { up_to: upTo } = (await request.json()) as { up_to: string }
      sent.push(upTo)
      for (const id of ALL.slice(ALL.indexOf(upTo))) read.add(id)
      return new HttpResponse(null, { status: 204 })
    }),
  )
}

const status = () => screen.getAllByRole('status').map((one) => one.textContent)

describe('the notifications', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(async () => {
    localStorage.clear()
    holding()
    await show(<NotificationsPage />)
    await screen.findByText('2 unread')
  })
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  it('are all read at once', async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Mark all as read' }))
    await screen.findByText('All read')
    await waitFor(() => expect(sent).toEqual(['ntf_3']))
    expect(screen.queryByRole('button', { name: 'Mark all as read' })).toBeNull()
  })

  it('are read with the one that is opened, and not those above it', async () => {
    fireEvent.click(screen.getByRole('button', { name: /Notice ntf_2/ }))
    await screen.findByText('1 unread')
    await waitFor(() => expect(sent).toEqual(['ntf_2']))
    expect([...read].sort()).toEqual(['ntf_1', 'ntf_2'])
  })

  it('stay unread where it could not be kept', async () => {
    server.use(
      http.put(`${API}/v1/me/notifications/read`, () =>
        HttpResponse.json(...problem('unavailable', 503)),
      ),
    )
    fireEvent.click(screen.getByRole('button', { name: 'Mark all as read' }))
    await screen.findByText('Not available at the moment')
    await waitFor(() => expect(status()).toContain('2 unread'))
  })
})
