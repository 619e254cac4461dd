import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { Dialog } from './dialog'

/** What closes it says where the focus goes. */
function Page() {
  const [open, setOpen] = useState(true)
  return (
    <>
      <p tabIndex={-1}>Message</p>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Question"
        onClosed={(event) => {
          event.preventDefault()
          screen.getByText('Message').focus()
        }}
      >
        <p>Inside</p>
      </Dialog>
    </>
  )
}

describe('a dialog', () => {
  afterEach(cleanup)

  it('leaves the focus where it was put when it was closed', async () => {
    render(<Page />)
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByText('Message')))
    await new Promise(requestAnimationFrame)
    expect(document.activeElement).toBe(screen.getByText('Message'))
  })
})
