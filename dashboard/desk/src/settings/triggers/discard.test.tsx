import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { API, problem, show } from '../testing'
import { Discard } from './discard'
import { policy } from './samples'

const server = setupServer()

describe('a draft', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  it('is discarded under the version that was seen, once it is said what is lost', async () => {
    const asked: string[] = []
    server.use(
      http.delete(`${API}/v1/policies/:id`, ({ request, params }) => {
        asked.push(`${params.id} ${new URL(request.url).search}`)
        return asked.length === 1
          ? HttpResponse.json(...problem('policy-not-draft', 409, { policy_status: 'live' }))
          : new HttpResponse(null, { status: 204 })
      }),
    )
    const draft = { ...policy(['a', 'b']), notes: 'Money first', history: [] }
    const onDiscarded = vi.fn()
    await show(<Discard policy={draft} dirty onDiscarded={onDiscarded} />)
    fireEvent.click(await screen.findByRole('button', { name: 'Discard…' }))
    const dialog = within(screen.getByRole('dialog', { name: 'Discard “Money first”?' }))
    expect(dialog.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'The draft leaves the list for good, with its 2 triggers.',
      'What you have not saved here is lost, too.',
      'What is live stays as it is.',
    ])
    fireEvent.click(dialog.getByRole('button', { name: 'Discard' }))
    await dialog.findByText('This is no draft any more')
    expect(onDiscarded).not.toHaveBeenCalled()
    fireEvent.click(dialog.getByRole('button', { name: 'Discard' }))
    await screen.findByText('Elsewhere: /settings/triggers')
    expect(onDiscarded).toHaveBeenCalledWith('Money first')
    expect(asked).toEqual(Array(2).fill(`${draft.id} ?version=${draft.version}`))
  })
})
