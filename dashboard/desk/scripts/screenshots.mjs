// Takes the README's pictures of the desk from a running stack with its demo: docs/screenshots/*.png.
//
//   npm run screenshots -w desk
//
// BATON_OUTPUTS names another stack's outputs.json, BATON_CHROMIUM another browser.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const place = (path) => fileURLToPath(new URL(path, import.meta.url))
const outputs = JSON.parse(
  readFileSync(process.env.BATON_OUTPUTS ?? place('../../../.local/outputs.json'), 'utf8'),
)
const folder = place('../../../docs/screenshots/')
mkdirSync(folder, { recursive: true })

const browser = await chromium.launch({
  executablePath: process.env.BATON_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  const [agent] = outputs.agents
  await page.goto(outputs.dashboard_url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('input[name="username"]').fill(agent.email)
  await page.locator('input[name="password"]').fill(agent.password)
  await page.locator('button[type="submit"], input[type="submit"]').first().click()
  await page.waitForURL(/\/escalations/)

  const shoot = async (name) => {
    await page.waitForTimeout(1_500)
    await page.screenshot({ path: `${folder}${name}.png` })
    console.log(`docs/screenshots/${name}.png`)
  }
  const settled = () => page.getByRole('group', { name: 'Sections' }).waitFor()

  await settled()
  await shoot('escalations')
  await page.locator('[role="row"] a').first().click()
  await page.getByRole('heading', { name: /Handoff/ }).waitFor()
  await shoot('conversation')
  await page.evaluate(() => localStorage.setItem('baton.theme', 'dark'))
  await page.reload()
  await page.getByRole('heading', { name: /Handoff/ }).waitFor()
  await shoot('conversation-dark')
  await page.evaluate(() => {
    localStorage.setItem('baton.theme', 'light')
    localStorage.setItem('baton.language', 'ar')
  })
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await shoot('conversation-arabic')
  await page.evaluate(() => localStorage.setItem('baton.language', 'en'))
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${outputs.dashboard_url}/escalations`)
  await settled()
  await shoot('escalations-phone')
} finally {
  await browser.close()
}
