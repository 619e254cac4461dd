import { randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { type Agent, PLEA, QUESTION, stack } from '../story/index.ts'
import { withinAMinute } from '../story/settings.ts'
import { atADraft, publishes, saves } from '../story/triggers.ts'

const baton = stack()
const LONG = 240_000
/** Another that the knowledge base answers. */
const OTHER = 'can I send it back if it does not fit?'
const UPSET = 'this is terrible, I am so angry with you'

/** One thing that a trigger can look for, and what two customers say. */
interface Condition {
  readonly name: string
  /** Sets it at the form. */
  readonly chooses: (form: Locator) => Promise<unknown>
  /** What is said by somebody for whom a person is called, and no sooner than with the last of it. */
  readonly met?: readonly string[]
  /** What is said by somebody whom the bot answers. */
  readonly unmet?: readonly string[]
  readonly reason?: string
}

const looksFor = (form: Locator, kind: string) => form.getByLabel('Looks for').selectOption(kind)

/** What the evaluator reads, from a share that is not its own. */
const reads =
  (what: string, share?: number): Condition['chooses'] =>
  async (form) => {
    await looksFor(form, 'What the evaluator reads')
    await form.getByLabel('What', { exact: true }).selectOption(what)
    if (share) await form.getByLabel('At least this sure, %').fill(`${share}`)
  }

/** The time of day in a city, so many hours from now. */
const timeIn = (timeZone: string, hours: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    Date.now() + hours * 3_600_000,
  )

/** A trigger for every message, within or outside the hours around now, as clocks in Tokyo have them. */
const inTokyo =
  (hours: string): Condition['chooses'] =>
  async (form) => {
    await looksFor(form, 'Every message')
    await form.getByLabel('Hours', { exact: true }).selectOption(hours)
    await form.getByLabel('From').fill(timeIn('Asia/Tokyo', -2))
    await form.getByLabel('Until').fill(timeIn('Asia/Tokyo', 2))
    await form.getByLabel('Time zone').selectOption('Asia/Tokyo')
  }

const CONDITIONS: readonly Condition[] = [
  {
    name: 'Asks',
    chooses: reads('The customer asks for a person'),
    met: [PLEA],
    unmet: [QUESTION],
    reason: 'customer_request',
  },
  {
    name: 'Upset',
    chooses: reads('The customer is upset', 20),
    met: [UPSET],
    unmet: [QUESTION],
    reason: 'sentiment',
  },
  // Nothing is ever as sure as that.
  { name: 'Beyond upset', chooses: reads('The customer is upset', 100), unmet: [UPSET] },
  {
    name: 'Money',
    chooses: reads('Danger, law, money or access to an account', 20),
    met: ['I was charged twice for one order'],
    unmet: [QUESTION],
    reason: 'policy',
  },
  {
    name: 'Let down',
    chooses: reads('The bot has let the customer down', 20),
    met: ['you are not answering my question'],
    unmet: [QUESTION],
    reason: 'bot_failure',
  },
  {
    name: 'A bot that is not sure',
    chooses: async (form) => {
      await looksFor(form, 'A bot that is not sure')
      await form.getByLabel('Less sure than, %').fill('80')
    },
    met: ['my parcel is late again, where is it?'],
    unmet: [QUESTION],
    reason: 'low_confidence',
  },
  {
    name: 'Failed attempts',
    chooses: async (form) => {
      await looksFor(form, 'Failed attempts')
      await form.getByLabel('How often the bot has failed').fill('1')
    },
    met: [QUESTION, QUESTION],
    unmet: [QUESTION, OTHER],
    reason: 'bot_failure',
  },
  {
    name: 'Several negative messages in a row',
    chooses: async (form) => {
      await looksFor(form, 'Several negative messages in a row')
      await form.getByLabel('How many messages in a row').fill('2')
    },
    met: [UPSET, 'I am furious, this is a terrible shop'],
    unmet: [UPSET, QUESTION],
    reason: 'sentiment',
  },
  {
    name: 'Only in these hours',
    chooses: inTokyo('Only in these hours'),
    met: [QUESTION],
    reason: 'policy',
  },
  {
    name: 'Only outside these hours',
    chooses: inTokyo('Only outside these hours'),
    unmet: [QUESTION],
  },
]

/** Which trigger called a person in this conversation, and for what reason. */
async function caller(lead: Agent, conversation: string): Promise<unknown[]> {
  const { id } = await lead.finds(conversation)
  const { reason, assessment } = await lead.asks<{
    reason: string
    assessment: { matches: { name: string; held_back: boolean }[] }
  }>('GET', `/v1/escalations/${id}`)
  return [assessment.matches.find((it) => !it.held_back)?.name, reason]
}

describe.runIf(HAS_DESK)('triggers', () => {
  it(
    'call a person for each thing that they can look for, and for nothing else',
    async () => {
      const word = `quoll${randomUUID().slice(0, 8)}`
      const called = (name: string) => `${name} ${word}`
      const { desk, lead } = await atADraft(baton)
      const { page } = desk
      for (const name of ['Upset', 'Not sure enough']) {
        const open = page.getByRole('button', { name: `Edit ${name}` })
        await open.click()
        await page.getByRole('checkbox', { name: 'On', exact: true }).uncheck()
        await open.click()
      }
      // A new one comes first, before those that are there at first.
      const form = page.locator('li[data-entry]').first()
      const adds = async (name: string) => {
        await page.getByRole('button', { name: 'Add a trigger' }).click()
        await form.getByRole('textbox', { name: 'Name' }).fill(called(name))
      }
      for (const { name, chooses } of CONDITIONS) {
        await adds(name)
        await form.getByRole('button', { name: 'Add an attribute' }).click()
        await form.getByLabel('Attribute', { exact: true }).fill('case')
        await form.getByLabel('One of these').fill(called(name))
        await chooses(form)
      }
      await adds('On WhatsApp')
      await form.getByRole('textbox', { name: 'Words or phrases' }).fill(word)
      await form.getByRole('checkbox', { name: 'WhatsApp' }).check()
      await saves(desk)
      await publishes(desk)

      /** What comes of it when a visitor of a case says all this. */
      const says = async (name: string, texts: readonly string[]) => {
        const visitor = await baton.visitor({ case: called(name) })
        const came: unknown[] = []
        for (const text of texts) came.push(await visitor.writes(text))
        return { came, visitor }
      }
      const answers = (texts: readonly string[]) => texts.map(() => 'answered')
      const holds = async ({ name, met, unmet, reason }: Condition) => {
        if (met) {
          const { came, visitor } = await says(name, met)
          expect(came, name).toEqual([...answers(met.slice(1)), 'called'])
          expect(await caller(lead, visitor.begun)).toEqual([called(name), reason])
        }
        if (unmet) expect((await says(name, unmet)).came, name).toEqual(answers(unmet))
      }
      const onWhatsapp = async () => {
        const phone = baton.phone()
        await phone.writes(`${QUESTION} ${word}`)
        const conversation = await phone.conversationId(lead)
        expect(await caller(lead, conversation)).toEqual([called('On WhatsApp'), 'keyword'])
        const elsewhere = await says('none of these', [`${QUESTION} ${word}`])
        expect(elsewhere.came, 'On the website').toEqual(['answered'])
      }

      const [first] = CONDITIONS
      await withinAMinute('the triggers to be those that decide', async () => {
        const { visitor } = await says(first?.name ?? '', first?.met ?? [])
        return (await caller(lead, visitor.begun))[0] === called(first?.name ?? '')
      })
      await Promise.all([onWhatsapp(), ...CONDITIONS.map(holds)])
    },
    LONG,
  )
})
