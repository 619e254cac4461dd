import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { Conflict } from './conflict'

/** A form that somebody else saves, too: at the button, or while one types. */
function Form() {
  const [theirs, setTheirs] = useState(false)
  const decided = () => setTheirs(false)
  return (
    <>
      {theirs && (
        <Conflict name="Bob" detail="" mine="Save mine" onMine={decided} onTheirs={decided}>
          <p>Theirs</p>
        </Conflict>
      )}
      <input aria-label="Name" onInput={() => setTheirs(true)} />
      <button type="button" aria-disabled={theirs} onClick={() => setTheirs(true)}>
        Save
      </button>
    </>
  )
}

const [save, field] = [
  () => screen.getByRole('button', { name: 'Save' }),
  () => screen.getByRole('textbox', { name: 'Name' }),
]
const decide = (how: string) => {
  const button = screen.getByRole('button', { name: how })
  button.focus()
  fireEvent.click(button)
}

describe('what somebody else saved', () => {
  afterEach(cleanup)

  it.each(['Save mine', 'Take theirs, drop mine'])(
    'has the focus until it is decided, and gives it back: %s',
    async (how) => {
      render(<Form />)
      save().focus()
      fireEvent.click(save())
      expect(document.activeElement).toBe(screen.getByRole('region'))
      expect(screen.getByRole('alert').textContent).toContain('Bob saved this')
      decide(how)
      await waitFor(() => expect(document.activeElement).toBe(save()))
    },
  )

  it('takes the focus from nobody who is typing, and gives it back to them as well', async () => {
    render(<Form />)
    field().focus()
    fireEvent.input(field(), { target: { value: 'a' } })
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(document.activeElement).toBe(field())
    decide('Save mine')
    await waitFor(() => expect(document.activeElement).toBe(field()))
  })

  it('leaves alone who has gone on elsewhere meanwhile', async () => {
    render(<Form />)
    save().focus()
    fireEvent.click(save())
    field().focus()
    fireEvent.click(screen.getByRole('button', { name: 'Save mine' }))
    await new Promise(requestAnimationFrame)
    expect(document.activeElement).toBe(field())
  })
})
