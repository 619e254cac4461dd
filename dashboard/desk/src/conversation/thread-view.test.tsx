import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Message } from '../api/client'
import type { Desk } from '../live/desk'
import { Thread } from '../live/thread'
import { DeskContext } from '../shell/context'
import type { Outbox } from './outbox'
import { type ThreadHandle, ThreadView } from './thread-view'

const LAST = 60

const said = (seq: number): Message => ({
  id: `msg_${seq}`,
  conversation_id: 'cnv_1',
  seq,
  version: 1,
  author: { kind: 'customer' },
  kind: 'text',
  text: `Message ${seq}`,
  status: 'received',
  created_at: '2026-01-01T00:00:00Z',
})

/** A machine that is busy may take a while to draw it. */
const drawn = (seq: number) => screen.findByText(`Message ${seq}`, {}, { timeout: 4_000 })

/** A conversation of which the last part is read first, and the beginning when it is asked for. */
async function show() {
  const all = Array.from({ length: LAST }, (_, place) => said(place + 1))
  const thread = new Thread(
    {
      messages: async (_, { before = LAST + 1, limit = 50 }) => {
        const items = all.filter(({ seq }) => seq < before).slice(-limit)
        const next = items[0]?.seq === 1 ? null : 'more'
        return { items, next_cursor: next } as never
      },
    },
    'cnv_1',
  )
  await thread.refetch()
  const handle = createRef<ThreadHandle>()
  const desk = { me: { id: 'agt_me' }, thread: () => thread } as unknown as Desk
  render(
    <DeskContext value={desk}>
      <input aria-label="Elsewhere" />
      <ThreadView
        conversationId="cnv_1"
        outbox={{} as Outbox}
        pending={[]}
        deeds={[]}
        onEdit={() => undefined}
        handle={handle}
      />
    </DeskContext>,
  )
  await drawn(LAST)
  return handle
}

describe('a jump to a message', () => {
  beforeEach(() => {
    // The document of these tests lays nothing out: a line is as high as the box, and the box as long
    // as what it holds says.
    for (const side of ['offsetHeight', 'clientHeight', 'clientWidth'] as const) {
      vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(100)
    }
    vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (
      this: HTMLElement,
    ) {
      return Number.parseFloat(
        (this.firstElementChild as HTMLElement | null)?.style.height || '100',
      )
    })
    vi.spyOn(HTMLElement.prototype, 'scrollTo').mockImplementation(function (
      this: HTMLElement,
      to?: number | ScrollToOptions,
    ) {
      this.scrollTop = typeof to === 'object' ? (to.top ?? 0) : (to ?? 0)
      // As in a browser: what was scrolled hears of it a moment later.
      setTimeout(() => this.dispatchEvent(new Event('scroll')))
    } as typeof HTMLElement.prototype.scrollTo)
  })
  afterEach(cleanup)

  it('draws it, though it was neither read nor in view, and gives it the focus', async () => {
    const handle = await show()
    expect(screen.queryByText('Message 4')).toBeNull()
    screen.getByLabelText('Elsewhere').focus()
    handle.current?.jump(4)
    const message = (await drawn(4)).closest('article')
    await waitFor(() => expect(document.activeElement).toBe(message))
  })

  it('goes back there when it is asked to again', async () => {
    const handle = await show()
    handle.current?.jump(7)
    await drawn(7)
    // The jump may still be settling, and would take back what is scrolled meanwhile.
    await waitFor(() => {
      screen.getByRole('log').scrollTo({ top: 100_000 })
      screen.getByText(`Message ${LAST}`)
    })
    expect(screen.queryByText('Message 7')).toBeNull()
    handle.current?.jump(7)
    const message = (await drawn(7)).closest('article')
    await waitFor(() => expect(document.activeElement).toBe(message))
  })

  it('leaves the focus alone where there is no such message', async () => {
    const handle = await show()
    const elsewhere = screen.getByLabelText('Elsewhere')
    elsewhere.focus()
    handle.current?.jump(LAST + 40)
    // Long enough for a render and for what follows from it.
    await new Promise((done) => setTimeout(done, 100))
    expect(document.activeElement).toBe(elsewhere)
  })
})
