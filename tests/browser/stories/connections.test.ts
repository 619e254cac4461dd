import { describe, expect, it, onTestFinished } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { QUESTION, stack } from '../story/index.ts'
import { account, opensSettings, refusal } from '../story/settings.ts'
import { shop } from '../story/shop.ts'

const baton = stack()
const FARID = ['admin', 0] as const

const connection = (channel: string) => account(baton.outputs, channel)

async function atTheConnections(options: Parameters<typeof baton.desk>[2] = {}): Promise<Desk> {
  const desk = await baton.desk(...FARID, options)
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await desk.signsIn()
  await opensSettings(desk, baton.outputs.dashboard_url, 'connections')
  await desk.page.getByRole('heading', { name: connection('whatsapp').name }).waitFor()
  return desk
}

/** What is on the clipboard after this was copied. */
async function copies(desk: Desk, name: string): Promise<string> {
  await desk.page.getByRole('button', { name }).click()
  await desk.page.getByRole('status').getByText('Copied', { exact: true }).waitFor()
  return desk.page.evaluate(() => navigator.clipboard.readText())
}

describe.runIf(HAS_DESK)('connections', () => {
  it('give the address that Meta verifies, with the steps in order, and no secret', async () => {
    const { name, verify_token = '', app_secret = '', webhook_url = '' } = connection('whatsapp')
    const desk = await atTheConnections()
    const url = await copies(desk, `Copy the webhook URL of ${name}`)
    // The same connection; locally the functions know the API behind a meter, at another port.
    expect(new URL(url).pathname).toBe(new URL(webhook_url).pathname)
    const asks = (token: string) =>
      fetch(
        `${url}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' })}`,
      )
    const answer = await asks(verify_token)
    expect([answer.status, await answer.text()]).toEqual([200, '1158201444'])
    expect((await asks('another')).status).toBe(403)

    await desk.page.getByText('To verify it at Meta').first().click()
    const steps = desk.page.getByRole('listitem').filter({ hasText: /./ })
    await steps.getByText('Enter the webhook URL from above').waitFor()
    const page = await desk.page.content()
    expect(page).not.toContain(verify_token)
    expect(page).not.toContain(app_secret)
  })

  it('give the one tag that puts the chat on a website', async () => {
    const { name, id } = connection('widget')
    const desk = await atTheConnections()
    const tag = await copies(desk, `Copy the script tag of ${name}`)
    expect(tag).toContain(`data-connection="${id}"`)
    // Where the desk is served by itself, the widget is elsewhere.
    const { dashboard_url, widget_url } = baton.outputs
    const served = tag.replace(new URL(dashboard_url).origin, new URL(widget_url).origin)
    const other = await shop(
      `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>${served}</html>`,
      "default-src * 'unsafe-inline'",
    )
    onTestFinished(other.close)
    const customer = await baton.customer()
    await customer.page.goto(other.url)
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
  })

  it('are for administrators only, at the desk and for the API', async () => {
    for (const [role, place] of [
      ['lead', 1],
      ['agent', 1],
    ] as const) {
      const desk = await baton.desk(role, place)
      await desk.signsIn()
      await opensSettings(desk, baton.outputs.dashboard_url, 'connections')
      await desk.page.getByText('This page is not for you').waitFor()
      const pages = desk.page.getByRole('navigation', { name: 'Settings' })
      expect(await pages.getByRole('link', { name: 'Connections' }).count()).toBe(0)
      expect(await refusal(await baton.agent(role), 'GET', '/v1/connections')).toBe(403)
    }
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const desk = await atTheConnections(STILL)
    await desk.page.getByText('To verify it at Meta').first().click()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
