import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { PLEA, QUESTION, stack } from '../story/index.ts'
import { morning } from '../story/queue.ts'

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

const DESKTOP_OF_AGENTS = { width: 1280, height: 800 }

/** What of a page is shown: not what stories left. */
const VIEWS: Readonly<Record<string, string>> = { articles: '?state=published' }

const desks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light', viewport: DESKTOP_OF_AGENTS }],
  ['dark', { colorScheme: 'dark', viewport: DESKTOP_OF_AGENTS }],
  ['phone', { colorScheme: 'light', viewport: PHONE }],
  ['right-to-left', { colorScheme: 'light', viewport: DESKTOP_OF_AGENTS, locale: 'ar' }],
]

describe.runIf(process.env.BATON_SCREENSHOTS && HAS_DESK)('pictures of the desk', () => {
  let conversations: string[] = []
  beforeAll(async () => {
    conversations = await morning(baton.outputs, await baton.agent('agent', 2))
  })
  afterAll(async () => {
    await (await baton.agent('lead')).ends(conversations)
  })

  it.each(desks)('%s', { timeout: 120_000 }, async (name, options) => {
    const desk = await baton.desk('admin', 0, { reducedMotion: 'reduce', ...options })
    const agent = await baton.agent('admin')
    const { page } = desk
    await page.goto(`${desk.address}/escalations?sort=newest`)
    await page.getByRole('button').click()
    await desk.signsInOnThePoolsPage()
    await desk.isIn()
    // The first of the queue is in hand.
    const [mine = ''] = conversations
    const escalation = await agent.finds(mine)
    if (escalation.status === 'queued') {
      await agent.takes(escalation)
      await agent.replies(mine, 'Good morning Amara, I am looking for your parcel right now.')
    }
    await page.locator('[role=row] a').nth(3).waitFor()
    await page.waitForLoadState('networkidle')
    await baton.picture(desk, `desk-escalations-${name}`)

    await page.goto(`${desk.address}/conversations/${mine}`)
    await page.getByRole('log').getByText('Good morning Amara').waitFor()
    if (options.viewport === PHONE) {
      await page.waitForLoadState('networkidle')
      await baton.picture(desk, `desk-conversation-${name}`)
      return
    }
    await page.locator('#handoff').waitFor()
    await page.waitForLoadState('networkidle')
    await baton.picture(desk, `desk-conversation-${name}`)
    for (const subject of name === 'light' ? ['triggers', 'articles'] : []) {
      await page.goto(`${desk.address}/settings/${subject}${VIEWS[subject] ?? ''}`)
      await page.locator('main h1').waitFor()
      await page.waitForLoadState('networkidle')
      await baton.picture(desk, `desk-${subject}-${name}`)
    }
  })
})
