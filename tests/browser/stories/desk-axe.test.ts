import { expect, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { PLEA, stack } from '../story/index.ts'

const baton = stack()

const looks = [
  ['in light', 'light', {}],
  ['in dark', 'dark', {}],
  ['on a phone', 'dark', { viewport: { width: 360, height: 740 } }],
  ['from right to left', 'light', { locale: 'ar' }],
] as const

it.runIf(HAS_DESK).each(looks)(
  'axe finds nothing wrong on any page %s',
  { timeout: 240_000 },
  async (_, colorScheme, more) => {
    const [agent, phone] = [await baton.agent('admin'), baton.phone()]
    await phone.writes(PLEA)
    const conversation = await phone.conversationId(agent)
    const desk = await baton.desk('admin', 0, { colorScheme, reducedMotion: 'reduce', ...more })
    const { page } = desk
    await page.goto(desk.address)
    await page.getByRole('button').waitFor()
    const faults = { 'sign-in': await desk.hasNoFaults() } as Record<string, string[]>
    await page.getByRole('button').click()
    await desk.signsInOnThePoolsPage()
    await desk.isIn()

    const paths = [
      '/escalations',
      '/conversations',
      `/conversations/${conversation}`,
      '/notifications',
      '/nowhere',
      '/settings',
    ]
    await page.goto(`${desk.address}/settings`)
    const settings = page.locator('nav a[href^="/settings/"]')
    await settings.first().waitFor()
    const hrefs = await settings.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
    for (const path of [...paths, ...new Set(hrefs)]) {
      await page.goto(desk.address + path)
      await page.locator('main h1').first().waitFor({ state: 'attached' })
      await page.waitForLoadState('networkidle')
      faults[path] = await desk.hasNoFaults()
    }
    // And what opens above them, whatever the language: found by what it is.
    await page.goto(`${desk.address}/escalations`)
    await page.locator('button[aria-pressed]').last().click()
    await page.locator('#queue-chart').waitFor()
    faults.chart = await desk.hasNoFaults()
    await page.goto(`${desk.address}/conversations/${conversation}`)
    await page.locator('main h1').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').locator('kbd').first().waitFor()
    faults.help = await desk.hasNoFaults()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    faults.palette = await desk.hasNoFaults()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.locator('main header button[aria-haspopup=menu]').click()
    await page.getByRole('menu').waitFor()
    faults.menu = await desk.hasNoFaults()

    const wrong = Object.entries(faults).filter(([, found]) => found.length > 0)
    expect(Object.fromEntries(wrong)).toEqual({})
  },
)
