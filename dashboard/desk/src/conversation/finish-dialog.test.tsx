import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Escalation, Message } from '../api/client'
import { ProblemError } from '../api/problem'
import type { Desk } from '../live/desk'
import { Thread } from '../live/thread'
import { DeskContext } from '../shell/context'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { type Ending, seenIn, useActions } from './actions'
import { FinishDialog } from './finish-dialog'

const said = (seq: number, kind: Message['author']['kind']): Message => ({
  id: `msg_${seq}`,
  conversation_id: 'cnv_1',
  seq,
  version: 1,
  author: { kind },
  kind: 'text',
  text: `Message ${seq}`,
  status: 'received',
  created_at: '2026-01-01T00:00:00Z',
})

const HELD = {
  id: 'esc_1',
  conversation_id: 'cnv_1',
  status: 'open',
  assignee: { id: 'agt_me', name: 'Me' },
} as Escalation

const WROTE = new ProblemError({
  type: '/problems/customer-wrote',
  title: 'The customer has written meanwhile',
  detail: '',
  status: 409,
  last_seq: 4,
})

/** The conversation's page, as far as finishing goes. */
function Page({ what }: { what: Ending['act'] }) {
  const { t } = useWords()
  const actions = useActions(HELD)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setAsking(true)}>
        Finish
      </button>
      {actions.act.error && !asking && (
        <p role="alert">{Object.values(saying(actions.act.error, t)).join(' ')}</p>
      )}
      {asking && (
        <FinishDialog
          what={what}
          conversationId="cnv_1"
          act={actions.act}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

async function shown(what: Ending['act'], isThere = true) {
  const all = [said(1, 'bot'), said(2, 'customer'), said(3, 'agent')]
  const messages = vi.fn(async () => ({ items: [...all], next_cursor: null }) as never)
  const thread = new Thread({ messages }, 'cnv_1')
  if (isThere) await thread.refetch()
  const finish = vi.fn()
  const learn = vi.fn()
  const desk = {
    me: { id: 'agt_me', role: 'agent' },
    api: { returnToBot: finish, close: finish },
    learn,
    queries: { invalidateQueries: async () => undefined },
    thread: () => thread,
  } as unknown as Desk
  render(
    <DeskContext value={desk}>
      <QueryClientProvider client={new QueryClient()}>
        <Page what={what} />
      </QueryClientProvider>
    </DeskContext>,
  )
  const press = () => fireEvent.click(screen.getByRole('button', { name: 'Finish' }))
  // The dialog's own way out has the same name as the end of a conversation.
  const confirm = async (name: string) => {
    const found = await screen.findAllByRole('button', { name })
    fireEvent.click(found.at(-1) as HTMLElement)
  }
  return { all, thread, finish, learn, press, confirm }
}

describe('finishing a conversation', () => {
  afterEach(cleanup)

  for (const [what, name] of [
    ['return_to_bot', 'Return to bot'],
    ['close', 'Close'],
  ] as const) {
    it(`says which of the customer's words were seen: ${what}`, async () => {
      const page = await shown(what)
      page.finish.mockResolvedValue(HELD)
      page.press()
      await page.confirm(name)
      await waitFor(() => expect(page.finish).toHaveBeenCalledOnce())
      expect(page.finish).toHaveBeenCalledWith('esc_1', 2, expect.any(String))
      // It went well, which is learned of its answer.
      await waitFor(() => expect(page.learn).toHaveBeenCalledWith(HELD))
      expect(screen.queryByRole('alert')).toBeNull()
    })

    it(`lets the agent look and press again where they have written meanwhile: ${what}`, async () => {
      const page = await shown(what)
      page.finish.mockRejectedValueOnce(WROTE).mockResolvedValue(HELD)
      page.press()
      // It comes while the question stands before the thread.
      page.all.push(said(4, 'customer'))
      act(() => page.thread.hear(said(4, 'customer')))
      await page.confirm(name)
      expect((await screen.findByRole('alert')).textContent).toContain('has written meanwhile')
      expect(page.finish.mock.calls[0]?.[1]).toBe(2)
      page.press()
      await page.confirm(name)
      await waitFor(() => expect(page.finish).toHaveBeenCalledTimes(2))
      expect(page.finish.mock.calls[1]?.[1]).toBe(4)
      expect(page.finish.mock.calls[1]?.[2]).not.toBe(page.finish.mock.calls[0]?.[2])
    })
  }

  it('fetches the words that did not come by themselves', async () => {
    const page = await shown('close')
    page.finish.mockRejectedValueOnce(WROTE)
    page.press()
    page.all.push(said(4, 'customer'))
    await page.confirm('Close')
    await waitFor(() => expect(page.thread.getState().messages.at(-1)?.seq).toBe(4))
  })

  it('has seen nothing as long as the messages have not come', async () => {
    const page = await shown('close', false)
    page.finish.mockResolvedValue(HELD)
    page.press()
    await page.confirm('Close')
    await waitFor(() => expect(page.finish).toHaveBeenCalledWith('esc_1', 0, expect.any(String)))
  })

  it('counts up to the last words of the customer, and to the beginning where there are none', () => {
    const own = [said(7, 'agent'), said(8, 'system')]
    expect(seenIn([said(5, 'bot'), said(6, 'customer'), ...own])).toBe(6)
    expect(seenIn(own)).toBe(7)
    expect(seenIn([])).toBeUndefined()
  })
})
