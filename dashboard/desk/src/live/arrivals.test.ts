import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Escalation } from '../api/client'
import { Arrivals } from './arrivals'
import type { Arrival } from './escalations'

const arrival = (id: string, kind: Arrival['kind']): Arrival => ({
  kind,
  escalation: {
    id,
    reason: 'customer_request',
    channel: 'widget',
    contact: { id: 'ctc_1', name: 'Ann', address: 'vis_1' },
  } as Escalation,
})

describe('arrivals', () => {
  let tabs: Arrivals[]
  beforeEach(() => {
    tabs = [new Arrivals('agt_me'), new Arrivals('agt_me')]
    for (const tab of tabs) tab.start()
  })
  afterEach(() => {
    for (const tab of tabs) tab.stop()
  })
  const pending = (tab: Arrivals | undefined) =>
    tab?.getState().pending.map((one) => `${one.kind} ${one.escalation.id}`)

  it('are told once, and again where who waited is given to this agent', () => {
    const [tab] = tabs
    tab?.add([arrival('a', 'queued'), arrival('b', 'queued')])
    tab?.add([arrival('a', 'queued')])
    expect(pending(tab)).toEqual(['queued a', 'queued b'])
    tab?.add([arrival('b', 'assigned')])
    expect(pending(tab)).toEqual(['assigned b', 'queued a'])
    expect(tab?.getState().spoken).toBe('Ann was given to you: Asked for a person')
  })

  it('are acknowledged in every tab of the agent', async () => {
    const [here, there] = tabs
    for (const tab of tabs) tab.add([arrival('a', 'queued'), arrival('b', 'queued')])
    here?.acknowledge(['a'])
    expect(pending(here)).toEqual(['queued b'])
    const end = Date.now() + 5_000
    while (pending(there)?.length !== 1 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(pending(there)).toEqual(['queued b'])
  })
})
