import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Escalation, Message } from '../api/client'
import type { Mark } from '../api/desk'
import type { Desk } from '../live/desk'
import { DeskContext } from '../shell/context'
import { Marked } from './handoff-card'
import { MarkDialog } from './mark-dialog'

const escalation = {
  id: 'esc_1',
  conversation_id: 'cnv_1',
  ticket: 7,
  version: 3,
  reason: 'customer_request',
  created_at: '2026-01-01T00:10:00Z',
} as Escalation

const mark: Mark = {
  escalation_id: 'esc_1',
  conversation_id: 'cnv_1',
  mark: 'should_have_come_earlier',
  seq: 1,
  note: 'Twice was enough.',
  by: { id: 'agt_b', name: 'Ben' },
  at: '2026-01-02T09:00:00Z',
  version: 1,
  earlier: [],
}

const messages = [1, 3].map((seq) => ({
  id: `msg_${seq}`,
  seq,
  author: { kind: 'customer' },
  kind: 'text',
  text: `message ${seq}`,
  created_at: `2026-01-01T00:0${seq}:00Z`,
})) as Message[]

function show(known: Mark | undefined) {
  const api = {
    escalation: vi.fn(async () => ({
      ...escalation,
      assessment: { seq: 4 },
      handoff: {},
      history: [],
      ...(known && { mark: known }),
    })),
    mark: vi.fn(async (_id: string, body: Partial<Mark>) => ({
      ...mark,
      ...body,
      by: { id: 'agt_me', name: 'Me' },
      version: 2,
    })),
  }
  const takeMarkBack = vi.fn(async (): Promise<Mark> => {
    const by = { id: 'agt_me', name: 'Me' }
    return { ...mark, mark: null, seq: null, note: null, by, version: 2 }
  })
  const onClose = vi.fn()
  const onMark = vi.fn()
  render(
    <DeskContext
      value={{ api: { ...api, takeMarkBack }, me: { id: 'agt_me', name: 'Me' } } as unknown as Desk}
    >
      <QueryClientProvider client={new QueryClient()}>
        <Marked escalation={escalation} onMark={onMark} />
        <MarkDialog
          kind="should_have_come_earlier"
          escalation={escalation}
          messages={messages}
          onClose={onClose}
        />
      </QueryClientProvider>
    </DeskContext>,
  )
  return { api, takeMarkBack, onClose, onMark }
}

afterEach(cleanup)

describe('what is said of an escalation', () => {
  it('is there to be changed, with who said it', async () => {
    const { api, onClose } = show(mark)
    expect(await screen.findByText(/Marked by Ben,.*What you say takes its place/)).toBeTruthy()
    const note = screen.getByLabelText<HTMLTextAreaElement>(/Note for teammates/)
    expect(note.value).toBe('Twice was enough.')
    expect(screen.getByLabelText<HTMLSelectElement>(/Where a person was needed/).value).toBe('1')
    fireEvent.change(note, { target: { value: '' } })
    // What was emptied stays empty.
    expect(note.value).toBe('')
    fireEvent.click(screen.getByRole('radio', { name: /It should not have escalated/ }))
    fireEvent.submit(note.closest('form') as HTMLFormElement)
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(api.mark).toHaveBeenCalledWith('esc_1', {
      mark: 'should_not_have',
      seq: null,
      note: null,
    })
    expect(await screen.findByText(/Marked by Me: It should not have escalated/)).toBeTruthy()
  })

  it('begins empty where nobody said anything', async () => {
    const { api, onClose } = show(undefined)
    // It comes with what was read.
    await screen.findByLabelText(/Where a person was needed/)
    const note = screen.getByLabelText<HTMLTextAreaElement>(/Note for teammates/)
    expect(note.value).toBe('')
    expect(screen.queryByText(/Marked by/)).toBeNull()
    fireEvent.submit(note.closest('form') as HTMLFormElement)
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(api.mark).toHaveBeenCalledWith('esc_1', {
      mark: 'should_have_come_earlier',
      seq: null,
      note: null,
    })
  })

  it('can be taken back, and is then said no more', async () => {
    const { api, takeMarkBack, onClose } = show(mark)
    expect(await screen.findByText(/^Marked by Ben: It should have come earlier/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Take it back' }))
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(takeMarkBack).toHaveBeenCalledWith('esc_1')
    expect(api.mark).not.toHaveBeenCalled()
    await waitFor(() => expect(screen.queryByText(/^Marked by/)).toBeNull())
  })

  it('begins empty once it was taken back, and tells who did that', async () => {
    const { api } = show({ ...mark, mark: null, seq: null, note: null })
    expect(await screen.findByText(/^Ben took back what was marked/)).toBeTruthy()
    expect(screen.queryByText(/Marked by/)).toBeNull()
    expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Mark' }))
    await waitFor(() =>
      expect(api.mark).toHaveBeenCalledWith('esc_1', {
        mark: 'should_have_come_earlier',
        seq: null,
        note: null,
      }),
    )
  })
})
