import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK } from '../story/desk.ts'
import { type Agent, eventually, PLEA, stack } from '../story/index.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const

interface Told {
  rings: number
  notes: { title: string; body: string }[]
}

/** Lets a page tell what it would have rung and shown on the desktop, and whether it is looked at. */
async function listensTo(desk: Desk): Promise<void> {
  await desk.page.addInitScript(() => {
    const told: Told = { rings: 0, notes: [] }
    Object.assign(window, { told, hidden: false })
    const create = AudioContext.prototype.createOscillator
    AudioContext.prototype.createOscillator = function (this: AudioContext) {
      told.rings += 1
      return create.call(this)
    }
    class Shown {
      static readonly permission = 'granted'
      onclick: (() => void) | null = null
      constructor(title: string, { body = '' }: NotificationOptions = {}) {
        told.notes.push({ title, body })
      }
      close() {
        return undefined
      }
    }
    Object.assign(window, { Notification: Shown })
    Object.defineProperty(document, 'visibilityState', {
      get: () => ((window as unknown as { hidden: boolean }).hidden ? 'hidden' : 'visible'),
    })
  })
}

const told = (desk: Desk): Promise<Told> =>
  desk.page.evaluate(() => (window as unknown as { told: Told }).told)

async function looksAway(desk: Desk, away: boolean): Promise<void> {
  await desk.page.evaluate((hidden) => {
    Object.assign(window, { hidden })
    document.dispatchEvent(new Event('visibilitychange'))
  }, away)
}

async function hears(desk: Desk, mode: string): Promise<void> {
  await desk.page.getByRole('button', { name: `Menu of ${desk.name}` }).click()
  await desk.page.getByRole('menuitemradio', { name: mode, exact: true }).click()
  await desk.page.getByRole('menu').waitFor({ state: 'hidden' })
  // Off the list, which holds still below a pointer.
  await desk.page.mouse.move(0, 0)
}

/** Somebody new waits; answers once the desk shows them. */
async function arrives(desk: Desk, agent: Agent): Promise<string> {
  const phone = baton.phone()
  await phone.writes(PLEA)
  const conversation = await phone.conversationId(agent)
  await desk.row(conversation).waitFor()
  return conversation
}

/** What was told since before. */
async function toldSince(desk: Desk, before: Told): Promise<Told> {
  const now = await told(desk)
  return { rings: now.rings - before.rings, notes: now.notes.slice(before.notes.length) }
}

describe.runIf(HAS_DESK)('who arrives', () => {
  it('rings as one likes, is counted in the title, and comes to the desktop when nobody looks', async () => {
    const [agent, lead] = [await baton.agent(), await baton.agent('lead')]
    const desk = await baton.desk(...CHLOE)
    await listensTo(desk)
    await desk.signsIn()
    await desk.page.waitForLoadState('networkidle')

    await hears(desk, 'None')
    let before = await told(desk)
    // Who stands on the list for a while counts as seen, and no longer in the title.
    await Promise.all([
      eventually('the title', async () => /^\(\d+\) Baton$/.test(await desk.page.title())),
      arrives(desk, agent),
    ])
    expect(await toldSince(desk, before)).toEqual({ rings: 0, notes: [] })

    await hears(desk, 'All')
    before = await told(desk)
    await arrives(desk, agent)
    await eventually('a ring', async () => (await toldSince(desk, before)).rings > 0)

    // With `mine`, who waits for everybody is silent, and who is given to this agent is not.
    await hears(desk, 'Mine only')
    before = await told(desk)
    const conversation = await arrives(desk, agent)
    expect((await toldSince(desk, before)).rings).toBe(0)
    await looksAway(desk, true)
    const { id } = await lead.finds(conversation)
    await lead.asks('POST', `/v1/escalations/${id}/assign`, { agent_id: desk.id })
    await eventually('a ring for them', async () => (await toldSince(desk, before)).rings > 0)
    const { notes } = await toldSince(desk, before)
    expect(notes.map((it) => it.body).join('\n')).toContain('was given to you')

    // It stands there until somebody notes it.
    const given = desk.page
      .getByRole('region', { name: 'New arrivals' })
      .getByText(/was given to you/)
    await given.first().waitFor()
    await desk.page
      .getByRole('button', { name: /^Dismiss all|^Noted/ })
      .first()
      .click()
  })

  it('can be taken at every width, from a phone to a wide screen', async () => {
    const agent = await baton.agent()
    for (const locale of ['en-GB', 'ar']) {
      const desk = await baton.desk(...CHLOE, { locale })
      const { page } = desk
      await page.goto(`${desk.address}/escalations?sort=newest`)
      await page.getByRole('button').click()
      await desk.signsInOnThePoolsPage()
      await desk.isIn()
      const conversation = await arrives(desk, agent)
      for (const width of [360, 640, 768, 1024, 1120, 1280, 1440, 1920]) {
        await page.setViewportSize({ width, height: 800 })
        const button = desk.row(conversation).getByRole('button')
        await button.waitFor()
        const list = await page.getByRole('table').boundingBox()
        const box = await button.boundingBox()
        const seen =
          list && box && box.x >= list.x && box.x + box.width <= list.x + list.width + 0.5
        expect(seen, `the button at ${width} in ${locale}: ${JSON.stringify({ list, box })}`).toBe(
          true,
        )
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide, `the page's width at ${width} in ${locale}`).toBeLessThanOrEqual(width)
      }
    }
  })

  it('moves nothing under the pointer, and says how many there are', async () => {
    const agent = await baton.agent()
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    const first = await arrives(desk, agent)
    const row = desk.row(first)
    await row.hover()
    const place = await row.boundingBox()
    const phone = baton.phone()
    await phone.writes(PLEA)
    const second = await phone.conversationId(agent)
    const bar = desk.page.getByRole('button', { name: /\d+ new$/ })
    await bar.waitFor()
    expect(await row.boundingBox()).toEqual(place)
    expect(await desk.row(second).count()).toBe(0)
    await bar.click()
    await desk.row(second).waitFor()
    expect(new URL(desk.page.url()).pathname).toBe('/escalations')
  })
})

describe.runIf(HAS_DESK)('a session that ends mid-sentence', () => {
  it('loses neither the draft nor what was being sent, which is sent once', async () => {
    const [agent, phone] = [await baton.agent(...CHLOE), baton.phone()]
    const desk = await baton.desk(...CHLOE)
    await phone.writes(PLEA)
    const conversation = await phone.conversationId(agent)
    await agent.takes(await agent.finds(conversation))
    await desk.signsIn()
    await desk.opens(conversation)

    // The pool no longer takes the refresh token, and the API no longer takes what there is.
    await desk.page.evaluate(() => localStorage.setItem('baton.refresh_token', 'revoked'))
    let ends = () => {}
    const ended = new Promise<void>((resolve) => {
      ends = resolve
    })
    await desk.page.route(/\/v1\//, async (route) => {
      if (route.request().method() === 'OPTIONS') return route.fallback()
      await ended
      return route.fulfill({
        status: 401,
        headers: { 'access-control-allow-origin': '*' },
        json: { message: 'Unauthorized' },
      })
    })
    await desk.replies('Said as it ended')
    // What is asked takes the keys, so nothing is refused before this is written.
    await desk.field.pressSequentially('and half a senten')
    ends()
    const dialog = desk.page.getByRole('dialog', { name: 'Your sign-in has ended' })
    await dialog.waitFor()
    await desk.page.unroute(/\/v1\//)
    await dialog.getByRole('button', { name: 'Sign in again' }).click()
    await desk.signsInOnThePoolsPage()
    await desk.page.waitForURL(`**/conversations/${conversation}`)
    await desk.reads('Said as it ended')
    expect(await desk.field.inputValue()).toBe('and half a senten')
    // What was begun goes out behind what was being sent, and that went out once.
    await desk.field.press('Control+Enter')
    const said = await eventually('what was begun', async () => {
      const all = (await agent.reads(conversation)).map((it) => it.text)
      return all.includes('and half a senten') && all
    })
    expect(said.filter((text) => text === 'Said as it ended')).toHaveLength(1)
    // The refused requests are the story.
    desk.troubles.length = 0
  })
})
