import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Escalation } from '../api/client'
import { speak } from '../words/words'
import { Sla } from './signs'

const taken = (taken_at: string) =>
  ({ status: 'open', taken_at, sla_due_at: '2026-01-01T11:05:00.5Z' }) as Escalation

describe('whether a pickup was in time', () => {
  beforeEach(() => speak('en'))
  afterEach(cleanup)

  it('goes by the moment, whatever digits it is written with', () => {
    render(<Sla escalation={taken('2026-01-01T11:05:00Z')} />)
    expect(screen.getByText('In time')).toBeTruthy()
  })

  it('is missed by a fraction of a second', () => {
    render(<Sla escalation={taken('2026-01-01T11:05:00.501Z')} />)
    expect(screen.getByText('Too late')).toBeTruthy()
  })
})
