import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Role } from '../api/client'
import type { KnownContact } from '../api/desk'
import { ProblemError } from '../api/problem'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import type { Reason } from '../words/faults'
import { Known } from './known'
import { saidBy } from './known-dialog'

const contact: KnownContact = {
  id: 'ctc_1',
  name: 'Ann',
  address: '1555',
  locale: null,
  attributes: {},
  verified: { tier: 'silver', region: 'north' },
  told: {
    tier: { at: '2026-03-01T09:00:00Z', by: null },
    region: { at: '2026-03-01T09:00:00Z', by: { id: 'agt_l', name: 'Lea' } },
    old: { at: '2026-03-01T09:00:00Z', by: { id: 'agt_l', name: 'Lea' } },
  },
}

function show(role: Role, what: Partial<KnownContact> = {}) {
  const queries = new QueryClient()
  queries.setQueryData(['conversation', 'cnv_1'], { id: 'cnv_1', version: 1, profile: contact })
  const describe = vi.fn(async (_id: string, attributes: object) => ({
    ...contact,
    verified: { after: JSON.stringify(attributes) },
  }))
  const me = { id: 'agt_me', name: 'Me', role }
  const api = { describe, me: async () => me, conversation: async () => undefined }
  render(
    <DeskContext value={{ api, me } as unknown as Desk}>
      <QueryClientProvider client={queries}>
        <Known conversationId="cnv_1" contact={{ ...contact, ...what }} />
      </QueryClientProvider>
    </DeskContext>,
  )
  return { describe, queries }
}

const edit = () => fireEvent.click(screen.getByRole('button', { name: 'Change what is known' }))
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }))
const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const added = (name: string, value: string) => {
  fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  fill(screen.getAllByLabelText('Name, such as tier').at(-1) as HTMLElement, name)
  const label = name ? `Value of ${name}` : 'Value, such as vip'
  fill(screen.getAllByLabelText(label).at(-1) as HTMLElement, value)
}

describe('what the company knows of a customer', () => {
  afterEach(cleanup)

  it('is told with who said it, and agents change nothing of it', () => {
    show('agent')
    expect(screen.getByText('silver').parentElement?.textContent).toMatch(/signed by your own/)
    expect(screen.getByText('north').parentElement?.textContent).toMatch(/by Lea/)
    expect(screen.queryByText('old')).toBeNull()
    expect(screen.queryByRole('button')).toBeNull()
    cleanup()
    show('agent', { verified: {} })
    expect(screen.queryByText('Known to your company')).toBeNull()
  })

  it('can be said by a lead although nothing is known yet', async () => {
    const { describe } = show('lead', { verified: {}, told: {} })
    screen.getByText('Nothing yet.')
    edit()
    added('tier', 'vip')
    save()
    await waitFor(() => expect(describe).toHaveBeenCalledWith('ctc_1', { tier: 'vip' }))
  })

  it('is changed, added and taken away name by name, and what was not touched is not sent', async () => {
    const { describe, queries } = show('admin')
    edit()
    fill(screen.getByLabelText('Value of tier'), ' vip ')
    fireEvent.click(screen.getByRole('button', { name: 'Remove region' }))
    added('since', '2019')
    save()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const said = { region: null, tier: 'vip', since: '2019' }
    expect(describe.mock.calls).toEqual([['ctc_1', said]])
    expect(queries.getQueryData(['conversation', 'cnv_1'])).toMatchObject({
      profile: { verified: { after: JSON.stringify(said) } },
    })
  })

  it('asks nothing of the API where nothing was changed', async () => {
    const { describe } = show('lead')
    edit()
    save()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(describe).not.toHaveBeenCalled()
  })

  it('says what cannot be before it is sent', () => {
    const { describe } = show('lead')
    edit()
    for (const [name, value, wrong] of [
      ['the tier', 'vip', /Only letters/],
      ['tier', 'vip', /tier is there already/],
      ['since', '', /Give a name and a value/],
      ['', 'vip', /Give a name and a value/],
    ] as const) {
      added(name, value)
      save()
      expect(screen.getByRole('alert').textContent).toMatch(wrong)
      const remove = screen.getAllByRole('button', { name: `Remove ${name}`.trim() })
      fireEvent.click(remove.at(-1) as HTMLElement)
    }
    expect(describe).not.toHaveBeenCalled()
  })

  it('shows what the API finds wrong at the name that is meant', async () => {
    const { describe } = show('lead')
    const refusal = (field: string, fault: Reason) =>
      new ProblemError({
        type: '/problems/validation',
        title: '',
        status: 422,
        detail: '',
        errors: [{ field, detail: 'As the API says.', ...fault }],
      })
    describe.mockRejectedValueOnce(refusal('attributes.tier', { code: 'too_long', at_most: 256 }))
    edit()
    fill(screen.getByLabelText('Value of tier'), 'x')
    save()
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toBe('At most 256 characters.')
    expect(screen.getByLabelText('Value of tier').getAttribute('aria-describedby')).toBe(alert.id)

    describe.mockRejectedValueOnce(refusal('attributes', { code: 'too_many', at_most: 32 }))
    save()
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('At most 32.'))
    expect(screen.getByRole('dialog')).toBeTruthy()
  })

  it('takes a name away and gives it again in one saying', () => {
    expect(saidBy({ tier: 'silver' }, [{ name: 'tier ', value: 'vip' }])).toEqual({ tier: 'vip' })
    expect(saidBy({ tier: 'silver', note: ' as signed ' }, [])).toEqual({ tier: null, note: null })
    expect(saidBy({ note: ' as signed ' }, [{ name: 'note', value: ' as signed ' }])).toEqual({})
    const inherited = [{ name: 'constructor', value: 'works' }]
    expect(saidBy({}, inherited)).toEqual({ constructor: 'works' })
    expect(saidBy({ constructor: 'works' }, [])).toEqual({ constructor: null })
  })
})
