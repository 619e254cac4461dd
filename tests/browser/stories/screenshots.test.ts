import type { BrowserContextOptions } from 'playwright-core'
import { describe, it } from 'vitest'
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
