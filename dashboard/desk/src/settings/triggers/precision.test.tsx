import { cleanup, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { API, show } from '../testing'
import { Precision } from './precision'

const server = setupServer()

describe('how often it was right', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  const tells = async (is_more: boolean) => {
    const counts = { escalations: 4, marked_wrong: 1, marked_late: 0, precision: 0.75 }
    const since = '2026-01-20T12:00:00Z'
    server.use(
      http.get(`${API}/v1/stats/precision`, () =>
        HttpResponse.json({
          ...counts,
          window_days: 30,
          since,
          unmarked: 3,
          by_reason: [],
          is_more,
        }),
      ),
    )
    await show(<Precision />)
    await screen.findByText('75%')
  }

  it('is said of a shorter time where there was too much, and only there', async () => {
    await tells(true)
    screen.getByText(/There were too many for all of it: this is since Jan 20, 2026/)
    cleanup()
    await tells(false)
    expect(screen.queryByText(/There were too many/)).toBeNull()
  })
})
