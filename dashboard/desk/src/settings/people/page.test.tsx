import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Group, Person } from '../../api/knowledge'
import { API, problem, show } from '../testing'
import { PeoplePage } from './page'

const server = setupServer()
let sent: unknown[] = []
let groups: Group[] = []
let ana: Person

const BILLING = { id: 'grp_1', name: 'Billing', version: 3 }
const RETURNS = { id: 'grp_2', name: 'Returns', version: 1 }

function holding() {
  groups = [BILLING, RETURNS]
  ana = {
    id: 'agt_ana',
    name: 'Ana Souza',
    role: 'agent',
    presence: 'online',
    active: 5,
    capacity: 5,
    group_ids: ['grp_1'],
    version: 9,
  }
  server.use(
    http.get(`${API}/v1/me`, () => HttpResponse.json({ id: 'agt_me', role: 'lead', version: 1 })),
    http.get(`${API}/v1/agents`, () => HttpResponse.json({ items: [ana], next_cursor: null })),
    http.patch(`${API}/v1/agents/:id`, async ({ request }) => {
      const body = (await request.json()) as Partial<Person>
      sent.push(body)
      ana = { ...ana, ...body, version: ana.version + 1 }
      return HttpResponse.json(ana)
    }),
    http.get(`${API}/v1/groups`, () => HttpResponse.json({ items: groups, next_cursor: null })),
    http.post(`${API}/v1/groups`, async ({ request }) => {
      const { name } = (await request.json()) as { name: string }
      if (groups.some((one) => one.name.toLowerCase() === name.toLowerCase())) {
        return HttpResponse.json(...problem('group-name-taken', 409))
      }
      const group = { id: 'grp_9', name, version: 1 }
      groups = [...groups, group]
      return HttpResponse.json(group, { status: 201 })
    }),
    http.patch(`${API}/v1/groups/:id`, async ({ request, params }) => {
      const { version, name } = (await request.json()) as Group
      const now = groups.find((one) => one.id === params.id)
      if (now?.version !== version) return HttpResponse.json(...problem('stale-version', 409))
      const renamed = { ...now, name, version: version + 1 }
      groups = groups.map((one) => (one === now ? renamed : one))
      return HttpResponse.json(renamed)
    }),
  )
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const row = () => within(screen.getByRole('row', { name: /Ana Souza/ }))

describe('agents and groups', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(async () => {
    sent = []
    holding()
    await show(<PeoplePage />)
    await screen.findByRole('row', { name: /Ana Souza/ })
  })
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  it('shows who has no room, and sends only what was changed', async () => {
    row().getByText('5 of 5')
    row().getByText('No room')
    press('Edit Ana Souza')
    const capacity = screen.getByLabelText('Capacity')
    fireEvent.change(capacity, { target: { value: '51' } })
    expect(capacity.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    fireEvent.change(capacity, { target: { value: '8' } })
    press('Save')
    await screen.findByText('Saved: Ana Souza')
    await waitFor(() => row().getByText('5 of 8'))
    press('Edit Ana Souza')
    fireEvent.click(screen.getByLabelText('Billing'))
    fireEvent.click(screen.getByLabelText('Returns'))
    press('Save')
    await waitFor(() => expect(sent).toEqual([{ capacity: 8 }, { group_ids: ['grp_2'] }]))
    await waitFor(() => row().getByText('Returns'))
  })

  it('adds a group, and says where there is one of that name', async () => {
    fireEvent.change(screen.getByLabelText('Name of a new group'), { target: { value: 'billing' } })
    press('Add group')
    await screen.findByText(/There is a group of this name/)
    fireEvent.change(screen.getByLabelText('Name of a new group'), { target: { value: 'VIP' } })
    press('Add group')
    await screen.findByRole('button', { name: 'Rename VIP' })
    expect(screen.getByLabelText('Name of a new group')).toHaveProperty('value', '')
  })

  it('shows what a group was renamed to meanwhile, and lets one choose', async () => {
    groups = [{ ...BILLING, name: 'Money', version: 4 }, RETURNS]
    press('Rename Billing')
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Invoices' } })
    press('Save')
    await screen.findByText('Somebody saved this while you were editing')
    expect(screen.getByRole('group', { name: 'Name: Somebody' }).textContent).toBe('Money')
    press('Save mine')
    await screen.findByRole('button', { name: 'Rename Invoices' })
    expect(groups[0]).toMatchObject({ name: 'Invoices', version: 5 })
  })
})
