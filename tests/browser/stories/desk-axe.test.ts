import { expect, it } from 'vitest'
import { HAS_DESK, STILL } from '../story/desk.ts'
import { PLEA, stack } from '../story/index.ts'

const baton = stack()

const PHONE = { width: 360, height: 740 }

it.runIf(HAS_DESK).each([
  ['from left to right', {}],
  ['from right to left', { locale: 'ar' }],
] as const)(
  'axe finds nothing wrong on any page %s, in light, in dark and on a phone',
  { timeout: 480_000 },
  async (_, locale) => {
    const [agent, phone] = [await baton.agent('admin'), baton.phone()]
    await phone.writes(PLEA)
    const conversation = await phone.conversationId(agent)
    const desk = await baton.desk('admin', 0, { ...STILL, ...locale })
    const { page } = desk
    const wide = page.viewportSize() ?? { width: 1280, height: 720 }
    const faults: Record<string, string[]> = {}
    const looksAt = async (what: string): Promise<void> => {
      faults[what] = await desk.hasNoFaults()
      await page.setViewportSize(PHONE)
      faults[`${what} on a phone`] = await desk.hasNoFaults(['dark'])
      await page.setViewportSize(wide)
    }
    await page.goto(desk.address)
    await page.getByRole('button').waitFor()
    await looksAt('sign-in')
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
      await looksAt(path)
    }
    // And what opens above them, whatever the language: found by what it is.
    await page.goto(`${desk.address}/escalations`)
    // The list below has such buttons as well, as soon as it is there.
    await page.locator('button[aria-pressed]:has(svg.lucide-chart-column)').click()
    await page.locator('#queue-chart').waitFor()
    faults.chart = await desk.hasNoFaults()
    await page.goto(`${desk.address}/conversations/${conversation}`)
    await page.locator('main h1').waitFor()
    await page.waitForLoadState('networkidle')
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
