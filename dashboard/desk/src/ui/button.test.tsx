import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Button } from './button'

describe('a button that is idle', () => {
  afterEach(cleanup)

  it('does nothing, sends no form, and keeps the focus', () => {
    const [pressed, sent] = [
      vi.fn(),
      vi.fn((event: { preventDefault(): void }) => event.preventDefault()),
    ]
    const form = (idle: boolean) => (
      <form onSubmit={sent}>
        <Button type="submit" idle={idle} onClick={pressed}>
          Save
        </Button>
      </form>
    )
    const { rerender } = render(form(false))
    const button = screen.getByRole('button')
    button.focus()
    fireEvent.click(button)
    expect([pressed.mock.calls.length, sent.mock.calls.length]).toEqual([1, 1])
    rerender(form(true))
    fireEvent.click(button)
    expect([pressed.mock.calls.length, sent.mock.calls.length]).toEqual([1, 1])
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(document.activeElement).toBe(button)
  })
})
