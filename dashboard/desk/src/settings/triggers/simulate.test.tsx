import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Simulation } from '../../api/settings'
import { API, problem, show } from '../testing'
import { policy } from './samples'
import { Simulate } from './simulate'

const rate = { escalated: 0, rate: null }
const simulation = (more: Partial<Simulation> = {}): Simulation => ({
  id: 'sim_1',
  version: 1,
  status: 'running',
  policy_id: 'pol_1',
  policy_version: 1,
  compared_with: 'pol_0',
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-15T00:00:00Z',
  channel: null,
  created_by: { id: 'agt_ben', name: 'Ben' },
  created_at: '2026-01-15T09:00:00Z',
  started_at: '2026-01-15T09:00:05Z',
  finished_at: null,
  progressed_at: null,
  expires_at: '2026-04-15T09:00:00Z',
  decided_by: null,
  cut: 0,
  sample: { seed: 'sim_1', size: 500 } as unknown as Simulation['sample'],
  progress: { done: 40, total: 200 },
  conversations: 40,
  messages: 80,
  skipped: 0,
  before: rate,
  after: rate,
  actual: rate,
  by_reason: [],
  changed: 0,
  changes: [],
  ...more,
})

const server = setupServer()

describe('what is tried with a draft', () => {
  let kept: Map<string, Simulation>
  let read: string[]
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(() => {
    localStorage.clear()
    kept = new Map()
    read = []
    server.use(
      http.get(`${API}/v1/simulations`, ({ request }) => {
        const of = new URL(request.url).searchParams.get('policy')
        const items = [...kept.values()].filter(({ policy_id }) => policy_id === of)
        return HttpResponse.json({ items: items.reverse(), next_cursor: null })
      }),
      http.get(`${API}/v1/simulations/:id`, ({ params }) => {
        read.push(`${params.id}`)
        const found = kept.get(`${params.id}`)
        return found ? HttpResponse.json(found) : HttpResponse.json(...problem('not-found', 404))
      }),
      http.post(`${API}/v1/simulations/:id/cancel`, ({ params }) => {
        const now = { ...simulation(kept.get(`${params.id}`)), status: 'cancelled' as const }
        kept.set(now.id, now)
        return HttpResponse.json(now)
      }),
    )
  })
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  const holds = (...all: Simulation[]) => {
    for (const one of all) kept.set(one.id, one)
  }
  const open = async (shown?: string) => {
    const onStarted = vi.fn()
    const draft = policy(['a'])
    await show(
      <Simulate
        policy={draft}
        simulation={shown}
        dirty={false}
        onSave={async () => undefined}
        onStarted={onStarted}
      />,
    )
    return onStarted
  }
  const press = async (name: string | RegExp) =>
    fireEvent.click(await screen.findByRole('button', { name }))

  it('is found again while it goes on, also in a browser that did not begin it', async () => {
    holds(simulation(), simulation({ id: 'sim_2', status: 'done', conversations: 3 }))
    const onStarted = await open()
    await screen.findByText('40 of 200 conversations')
    const items = screen.getAllByRole('listitem')
    expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, 'true'])
    within(items[1] as HTMLElement).getByText('Goes on')
    await press(/^Show what was tried/)
    expect(onStarted).toHaveBeenCalledWith('sim_2')
  })

  it('can be cancelled', async () => {
    holds(simulation())
    await open()
    await press('Cancel it')
    await screen.findByText(/It came to 40 of 200 conversations/)
    await screen.findByText('Cancelled')
    expect(screen.queryByRole('button', { name: 'Cancel it' })).toBeNull()
  })

  it('stays cancelled where what was read before comes late', async () => {
    holds(simulation())
    await open()
    await screen.findByText('40 of 200 conversations')
    let comes = () => {}
    const late = new Promise<void>((resolve) => {
      comes = resolve
    })
    server.use(
      http.get(`${API}/v1/simulations/:id`, async () => {
        read.push('late')
        await late
        return HttpResponse.json(simulation())
      }),
    )
    await waitFor(() => expect(read).toContain('late'))
    await press('Cancel it')
    await screen.findByText('Cancelled')
    comes()
    // Until it was read.
    await new Promise((done) => setTimeout(done, 50))
    expect(screen.queryByRole('button', { name: 'Cancel it' })).toBeNull()
  })

  it.each([
    simulation({ status: 'failed', progressed_at: '2026-01-15T09:03:00Z' }),
    simulation({ status: 'cancelled' }),
  ])('is asked for no more once it is over, and says why: $status', async (over) => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    holds(simulation())
    await open()
    await screen.findByText('40 of 200 conversations')
    await vi.advanceTimersByTimeAsync(3_000)
    await waitFor(() => expect(read.length).toBeGreaterThan(2))
    holds(over)
    await vi.advanceTimersByTimeAsync(2_000)
    await screen.findByText(/It came to 40 of 200 conversations/)
    if (over.status === 'failed') screen.getByText(/Nothing came forward since/)
    const before = read.length
    await vi.advanceTimersByTimeAsync(20_000)
    expect(read.length).toBe(before)
  })

  it('that is gone is not asked for again and again', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await open('sim_gone')
    await screen.findByRole('alert')
    const before = read.length
    await vi.advanceTimersByTimeAsync(20_000)
    expect(read.length).toBe(before)
  })

  it('waits for what is tried already, which it names', async () => {
    const other = simulation({ id: 'sim_other', policy_id: 'pol_other' })
    holds(other)
    server.use(
      http.post(`${API}/v1/policies/pol_1/simulate`, () =>
        HttpResponse.json(...problem('simulation-running', 409, { simulation_id: other.id })),
      ),
    )
    const onStarted = await open()
    await press('Try it')
    await screen.findByText(/^Ben began it, .* 40 of 200 conversations/)
    const search = new URL(screen.getByRole<HTMLAnchorElement>('link', { name: 'Show it' }).href)
      .searchParams
    expect([search.get('policy'), search.get('simulation')]).toEqual(['pol_other', 'sim_other'])
    expect(onStarted).not.toHaveBeenCalled()
    await press('Cancel it')
    await waitFor(() => expect(screen.queryByText(/^Ben began it/)).toBeNull())
    expect(kept.get('sim_other')?.status).toBe('cancelled')
  })

  it('says where the live bot would not decide like this, and only there', async () => {
    const live = { evaluator: 'embedded', passages: 'articles' } as const
    holds(simulation({ decided_by: { ...live, live: 'bedrock', like_live: false } }))
    await open()
    await screen.findByText(/A language model decides for your customers/)
    cleanup()
    holds(simulation({ decided_by: { ...live, live: 'embedded', like_live: true } }))
    await open()
    await screen.findByText('40 of 200 conversations')
    expect(screen.queryByText(/A language model decides/)).toBeNull()
  })

  it('tells of conversations that were too long to be replayed whole', async () => {
    const done = { status: 'done', finished_at: '2026-01-15T09:05:00Z', cut: 2 } as const
    holds(simulation(done))
    await open()
    await screen.findByText(/2 conversations are too long: only their last part was replayed/)
  })
})
