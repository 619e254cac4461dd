import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { Agent } from './agent.ts'
import { launch } from './browser.ts'
import { Customer } from './customer.ts'
import { type Outputs, outputs } from './outputs.ts'

export { Agent } from './agent.ts'
export { Customer } from './customer.ts'
export { eventually } from './wait.ts'

/** What the knowledge base answers. */
export const QUESTION = 'where is my parcel?'
/** What no bot may answer. */
export const PLEA = 'I want to talk to a real person'

/** Where pictures go. */
const PICTURES = process.env.BATON_SCREENSHOTS

/** A running stack, and a browser to look at it. */
export interface Stack {
  readonly outputs: Outputs
  /** Somebody new on the demo's website. */
  readonly customer: (options?: BrowserContextOptions) => Promise<Customer>
  /** A seeded agent with this role, signed in. */
  readonly agent: (role?: 'agent' | 'lead' | 'admin') => Promise<Agent>
  /** Keeps a picture of what a customer sees, for the documentation. */
  readonly picture: (customer: Customer, name: string) => Promise<void>
}

/** Attaches the stories of a file to the running stack. */
export function stack(): Stack {
  const told = outputs()
  let browser: Browser
  let customers: Customer[] = []

  beforeAll(async () => {
    browser = await launch()
  })
  afterEach(async () => {
    const troubles = customers.flatMap((it) => it.troubles)
    await Promise.all(customers.map((it) => it.context.close()))
    customers = []
    expect(troubles).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
  })

  return {
    outputs: told,
    customer: async (options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      const customer = new Customer(told, context, await context.newPage())
      customers.push(customer)
      return customer
    },
    agent: async (role = 'agent') => {
      const login = told.agents.find((it) => it.role === role)
      if (login === undefined) throw new Error(`nobody has the role ${role}`)
      return Agent.signsIn(told, login)
    },
    picture: async (customer, name) => {
      if (PICTURES === undefined) throw new Error('BATON_SCREENSHOTS names no folder for pictures')
      mkdirSync(PICTURES, { recursive: true })
      await customer.page.screenshot({ path: `${PICTURES}/${name}.png`, animations: 'disabled' })
    },
  }
}
