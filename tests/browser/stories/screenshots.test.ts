import type { BrowserContextOptions } from 'playwright-core'
import { describe, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { PLEA, QUESTION, stack } from '../story/index.ts'

const baton = stack()
const DESKTOP = { width: 1200, height: 800 }
const PHONE = { width: 360, height: 740 }

const looks: [string, BrowserContextOptions, Record<string, string>][] = [
  ['widget-light', { colorScheme: 'light', viewport: DESKTOP }, {}],
  ['widget-dark', { colorScheme: 'dark', viewport: DESKTOP }, {}],
  ['widget-phone', { colorScheme: 'light', viewport: PHONE }, {}],
  [
    'widget-right-to-left',
    { colorScheme: 'light', viewport: DESKTOP, locale: 'ar' },
    { locale: 'ar' },
  ],
]

/** `npm run screenshots` takes the pictures of the documentation anew. */
describe.runIf(process.env.BATON_SCREENSHOTS)('pictures', () => {
  it.each(looks)('%s', async (name, options, settings) => {
    const customer = await baton.customer({ ...options, reducedMotion: 'reduce' })
    const agent = await baton.agent()
    await customer.visits(settings)
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    await customer.writes(PLEA)
    await customer.isTold(/./)
    const conversation = await customer.conversationId()
    await agent.takes(await agent.finds(conversation))
    await customer.isTold(agent.name)
    await agent.replies(conversation, 'Hello! I have your parcel before me, one moment please.')
    await customer.reads('one moment please', 'agent')
    await customer.writes('Thank you, Ana. Take your time.')
    await customer.hasSent('Take your time.')
    await agent.types(conversation)
    await customer.panel.locator('.typing', { hasText: /./ }).waitFor()
    await baton.picture(customer, name)
  })
})

describe.runIf(process.env.BATON_SCREENSHOTS && HAS_DESK)('pictures of the desk', () => {
  it.each(['light', 'dark'] as const)('in %s', async (colorScheme) => {
    const customer = await baton.customer()
    const desk = await baton.desk('agent', 2, {
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    })
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    await customer.writes(PLEA)
    const conversation = await customer.conversationId()
    await desk.signsIn()
    await desk.row(conversation).waitFor()
    await baton.picture(desk, `desk-escalations-${colorScheme}`)
    await desk.takes(conversation)
    await customer.isTold(`Now speaking with ${desk.name}`)
    await desk.opens(conversation)
    await desk.replies('Hello, I am looking for your parcel.')
    await customer.reads('I am looking for your parcel.', 'agent')
    await customer.writes('Thank you!')
    await desk.reads('Thank you!')
    await baton.picture(desk, `desk-conversation-${colorScheme}`)
  })
})
