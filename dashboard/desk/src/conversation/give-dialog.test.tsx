import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Escalation } from '../api/client'
import type { Teammate } from '../api/desk'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import GiveDialog from './give-dialog'
import { byReadiness } from './people'

const agent = (name: string, change: Partial<Teammate> = {}): Teammate => ({
  id: `agt_${name}`,
  name,
  role: 'agent',
  presence: 'online',
  active: 0,
  capacity: 5,
  group_ids: [],
  version: 1,
  ...change,
})

const TEAM = [
  agent('Away', { presence: 'away' }),
  agent('Busy', { active: 4 }),
  agent('Full', { active: 5 }),
  agent('Free'),
]

function shown(mode: 'assign' | 'transfer', escalation: Partial<Escalation>) {
  const mutate = vi.fn()
  const api = {
    teammates: async () => ({ items: TEAM }),
    teams: async () => ({ items: [{ id: 'grp_1', name: 'Returns', version: 1 }] }),
  }
  render(
    <DeskContext value={{ api } as unknown as Desk}>
      <QueryClientProvider client={new QueryClient()}>
        <GiveDialog
          mode={mode}
          escalation={escalation as Escalation}
          act={{ mutate, error: null, isPending: false } as never}
          onClose={() => undefined}
        />
      </QueryClientProvider>
    </DeskContext>,
  )
  return mutate
}

describe('giving an escalation to somebody', () => {
  afterEach(cleanup)

  it('offers who is there and has room first', () => {
    expect([...TEAM].sort(byReadiness).map((one) => one.name)).toEqual([
      'Free',
      'Busy',
      'Away',
      'Full',
    ])
  })

  it('assigns to an agent, but not to one who has no room or has it already', async () => {
    const mutate = shown('assign', {
      status: 'open',
      assignee: { id: 'agt_Busy', name: 'Busy' },
    })
    fireEvent.click(await screen.findByRole('option', { name: /Free/ }))
    expect(mutate.mock.calls[0]?.[0]).toEqual({ act: 'assign', agent: 'agt_Free' })
    for (const name of [/Full/, /Busy/]) {
      expect(screen.getByRole('option', { name }).getAttribute('aria-disabled')).toBe('true')
    }
    expect(screen.queryByRole('option', { name: 'Returns' })).toBeNull()
  })

  it('transfers to a group, but not to the one where it waits', async () => {
    const mutate = shown('transfer', { status: 'open', group: 'grp_1' })
    fireEvent.click(await screen.findByRole('option', { name: 'Returns' }))
    expect(mutate.mock.calls[0]?.[0]).toEqual({ act: 'transfer', to: { group_id: 'grp_1' } })
    cleanup()
    shown('transfer', { status: 'queued', group: 'grp_1' })
    const here = await screen.findByRole('option', { name: /Returns/ })
    expect(here.getAttribute('aria-disabled')).toBe('true')
  })
})
