import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterEach, beforeAll, expect } from 'vitest'
import { Agent } from './agent.ts'
import { launched } from './browser.ts'
import { Customer } from './customer.ts'
import { Desk } from './desk.ts'
import { type Login, type Outputs, outputs } from './outputs.ts'
import { Phone } from './phone.ts'
import { Visitor } from './visitor.ts'

export { Agent } from './agent.ts'
export { Customer } from './customer.ts'
export { Desk } from './desk.ts'
export { Phone } from './phone.ts'
export { each, eventually } from './wait.ts'

/** What the knowledge base answers. */
export const QUESTION = 'where is my parcel?'
/** What no bot may answer. */
export const PLEA = 'I want to talk to a real person'

/** Where pictures go. */
const PICTURES = process.env.BATON_SCREENSHOTS

type Role = Login['role']

/** A running stack, and a browser to look at it. */
export interface Stack {
  readonly outputs: Outputs
  /** Somebody new on the demo's website. */
  readonly customer: (options?: BrowserContextOptions) => Promise<Customer>
  /** Somebody new on WhatsApp. */
  readonly phone: () => Phone
  /** Somebody new on the demo's website without a browser, of whom the website says this. */
  readonly visitor: (attributes?: Readonly<Record<string, string>>) => Promise<Visitor>
  /** A seeded agent with this role, and which of them, signed in. */
  readonly agent: (role?: Role, place?: number) => Promise<Agent>
  /** A seeded agent with this role, and which of them, about to sit down at the desk. */
  readonly desk: (role?: Role, place?: number, options?: BrowserContextOptions) => Promise<Desk>
  /** Keeps a picture of what somebody sees, for the documentation. */
  readonly picture: (who: Customer | Desk, name: string) => Promise<void>
}

/** Attaches the stories of a file to the running stack, as the demo's company has it or another. */
export function stack(as: (told: Outputs) => Outputs = (told) => told): Stack {
  const told = as(outputs())
  let browser: Browser
  let people: (Customer | Desk)[] = []
  let others: (Phone | Visitor)[] = []

  beforeAll(async () => {
    browser = await launched()
  })
  afterEach(async () => {
    const troubles = people.flatMap((it) => it.troubles)
    const customers = people.filter((it) => it instanceof Customer)
    const onTheSite = await Promise.all(customers.map((it) => it.whatBegan()))
    const begun = [...onTheSite, ...others.map((it) => it.begun)].filter((it) => it !== undefined)
    await Promise.all(people.map((it) => it.context.close()))
    people = []
    others = []
    // A company without leads has an administrator.
    const role = told.agents.some((it) => it.role === 'lead') ? 'lead' : 'admin'
    if (begun.length > 0) await (await Agent.signsIn(told, login(told, role, 0))).ends(begun)
    expect(troubles).toEqual([])
  })

  return {
    outputs: told,
    customer: async (options = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      const customer = new Customer(told, context, await context.newPage())
      people.push(customer)
      return customer
    },
    phone: () => {
      const phone = new Phone(told)
      others.push(phone)
      return phone
    },
    visitor: async (attributes = {}) => {
      const visitor = await Visitor.comes(told, attributes)
      others.push(visitor)
      return visitor
    },
    agent: async (role = 'agent', place = 0) => Agent.signsIn(told, login(told, role, place)),
    desk: async (role = 'agent', place = 0, options = {}) => {
      const who = login(told, role, place)
      const opens = async () => {
        const context = await browser.newContext({ locale: 'en-GB', ...options })
        const desk = new Desk(told, context, await context.newPage(), who)
        people.push(desk)
        return desk
      }
      // By way of the API meanwhile: it makes room for whatever the story gives them.
      const makesRoom = async () => (await Agent.signsIn(told, who)).hasAnEmptyDesk()
      const [desk] = await Promise.all([opens(), makesRoom()])
      return desk
    },
    picture: async (who, name) => {
      if (PICTURES === undefined) throw new Error('BATON_SCREENSHOTS names no folder for pictures')
      mkdirSync(PICTURES, { recursive: true })
      const seen = await who.page.screenshot({ animations: 'disabled' })
      // A page has few colours: with a palette its picture is a third as large.
      const { default: sharp } = await import('sharp')
      await sharp(seen)
        .png({ palette: true, colours: 128, dither: 0, effort: 10, compressionLevel: 9 })
        .toFile(`${PICTURES}/${name}.png`)
    },
  }
}

function login(told: Outputs, role: Role, place: number): Login {
  const found = told.agents.filter((it) => it.role === role)[place]
  if (found === undefined) throw new Error(`there are not ${place + 1} with the role ${role}`)
  return found
}
