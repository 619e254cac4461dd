import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { HAS_DESK, STILL } from '../story/desk.ts'
import { type Customer, eventually, QUESTION, stack } from '../story/index.ts'
import { account, opensSettings, refusal, withinAMinute } from '../story/settings.ts'
import { shop } from '../story/shop.ts'
import { atADraft, type Policy, publishes, saves } from '../story/triggers.ts'
import { signed } from '../story/visitor.ts'

const baton = stack()
const ELENA = ['lead', 1] as const
const LONG = 240_000
const LONG_TRY = { timeout: LONG }
/** How long it may take to decide thousands of conversations anew, twice each. */
const TRIED = { timeout: 120_000 }

async function writesOnce(customer: Customer, text: string): Promise<void> {
  await customer.visits()
  await customer.opensChat()
  await customer.writes(text)
  await customer.hasSent(text)
}

describe.runIf(HAS_DESK)('triggers', () => {
  it(
    'are drafted, tried on what was said before, published, and decide about the next customer',
    async () => {
      const word = `quokka${randomUUID().slice(0, 8)}`
      const said = `${QUESTION} ${word}`
      const before = await baton.customer()
      await writesOnce(before, said)
      await before.readsAnswers(1)
      const past = await before.conversationId()

      const { desk, lead } = await atADraft(baton)
      const { page } = desk
      await page.getByRole('button', { name: 'Add a trigger' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill(`About ${word}`)
      await page.getByRole('textbox', { name: 'Words or phrases' }).fill(`${word}\n${word}s`)
      await page.getByLabel('Urgency').selectOption('High')
      await page.getByLabel('Type').selectOption('Refund')
      const { items: groups } = await lead.asks<{ items: { id: string; name: string }[] }>(
        'GET',
        '/v1/groups',
      )
      await page.getByLabel('Group').selectOption(groups[0]?.name ?? 'a group that is there')
      await saves(desk)

      await page.getByRole('tab', { name: /Differences/ }).click()
      const difference = page.getByRole('listitem').filter({ hasText: `About ${word}` })
      await difference.getByText('Added', { exact: true }).waitFor()
      expect(await page.getByRole('tab', { name: /Differences 1$/ }).count()).toBe(1)

      await page.getByRole('tab', { name: 'Try it' }).click()
      await page.getByLabel('Conversations at most').fill('5000')
      await page.getByRole('button', { name: 'Try it', exact: true }).click()
      const changed = page
        .getByRole('listitem')
        .filter({ has: page.locator(`a[href="/conversations/${past}"]`) })
      await changed.waitFor(TRIED)
      await changed.getByText('The bot answers to the end').waitFor()
      await changed.getByText(`“About ${word}”`).first().waitFor()
      await page.getByRole('heading', { name: /1 conversation is decided/ }).waitFor()

      await page.getByRole('button', { name: 'Publish…' }).click()
      await page.getByRole('dialog').getByText('1 difference from what is live').waitFor()
      await page.getByRole('dialog').getByRole('textbox').fill(`For ${word}`)
      await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
      await page
        .getByRole('status')
        .getByText(/^Version \d+ is live/)
        .waitFor()
      await page.getByText(`For ${word}`).waitFor()
      await page
        .getByText(new RegExp(`Published by ${desk.name}`))
        .first()
        .waitFor()

      const after = await baton.customer()
      await after.visits()
      await after.opensChat()
      await withinAMinute('the trigger to call a person', async () => {
        await after.writes(said)
        await after.hasSent(said, true)
        await after.panel
          .locator('.speaker', { hasText: 'I am connecting you' })
          .waitFor({ timeout: 4_000 })
        return true
      })
      const escalation = await lead.finds(await after.conversationId())
      const detail = await lead.asks<Record<string, string>>(
        'GET',
        `/v1/escalations/${escalation.id}`,
      )
      expect(detail).toMatchObject({
        reason: 'keyword',
        urgency: 'high',
        type: 'refund',
        group: groups[0]?.id,
      })
    },
    LONG,
  )

  it(
    'call a person for the customers that they name, and not before the bot has answered',
    async () => {
      const tier = `tier${randomUUID().slice(0, 8)}`
      const { desk, lead } = await atADraft(baton)
      const { page } = desk
      await page.getByRole('button', { name: 'Add a trigger' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill(`For ${tier}`)
      await page.getByLabel('Looks for').selectOption('Every message')
      await page.getByRole('button', { name: 'Add an attribute' }).click()
      await page.getByLabel('Attribute', { exact: true }).fill('tier')
      await page.getByLabel('One of these').fill(`other, ${tier.toUpperCase()}`)
      await page.getByLabel('When', { exact: true }).selectOption('After some answers of the bot')
      await page.getByLabel('After how many answers').fill('1')
      await saves(desk)
      await publishes(desk)

      const says = (attributes: Record<string, string>) => {
        const { payload, signature } = signed(baton.outputs, attributes)
        return `data-signed='${payload}' data-signature="${signature}"`
      }
      const asksTwice = async (
        attributes: string,
        between: (customer: Customer) => Promise<void> = async () => undefined,
      ) => {
        const website = await shop(
          `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><script async ${attributes} data-connection="${account(baton.outputs, 'widget').id}" src="${baton.outputs.widget_url}/widget.js"></script></html>`,
          "default-src * 'unsafe-inline'",
        )
        onTestFinished(website.close)
        const customer = await baton.customer()
        await customer.page.goto(website.url)
        await customer.opensChat()
        await customer.writes(QUESTION)
        await customer.readsAnswers(1)
        await between(customer)
        await customer.writes(QUESTION)
        const called = customer.panel.locator('.speaker', { hasText: 'I am connecting you' })
        await called.or(customer.panel.locator('.entry.bot').nth(2)).first().waitFor()
        return { customer, wasCalled: (await called.count()) > 0 }
      }
      const vip = await withinAMinute('the trigger to know its customers', async () => {
        const { customer, wasCalled } = await asksTwice(says({ tier }))
        if (wasCalled) return customer
        await customer.context.close()
      })
      const { id } = await lead.finds(await vip.conversationId())
      const detail = await lead.asks<Record<string, string>>('GET', `/v1/escalations/${id}`)
      expect(detail).toMatchObject({ reason: 'policy' })
      expect((await asksTwice(says({ tier: 'silver' }))).wasCalled).toBe(false)
      // What a page says without a signature is anybody's word.
      expect((await asksTwice(`data-visitor-tier="${tier}"`)).wasCalled).toBe(false)
      // Whoever logs in during a chat goes on with it, and is known from then on.
      const login = await asksTwice('', async (customer) => {
        await customer.conversationId()
        await customer.logsIn(signed(baton.outputs, { tier }))
      })
      expect(login.wasCalled).toBe(true)
      expect(login.customer.begun).toBe(await login.customer.conversationId())
      await lead.finds(await login.customer.conversationId())
    },
    LONG,
  )

  it('are put in order by keyboard, and lose nothing when somebody else saves first', async () => {
    const { desk, lead, draft } = await atADraft(baton)
    const { page } = desk
    const [first, second] = draft.triggers
    const open = page.getByRole('button', { name: `Edit ${first?.name}` })
    await open.focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByRole('status').getByText(`${first?.name} is now 2 of`).waitFor()
    await eventually('the focus to go with it', () =>
      open.evaluate((it) => it === document.activeElement),
    )

    const theirs = draft.triggers.map((it) =>
      it.id === second?.id ? { ...it, name: 'Renamed meanwhile' } : it,
    )
    await lead.asks('PUT', `/v1/policies/${draft.id}`, { version: draft.version, triggers: theirs })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = page.getByRole('region', { name: 'Saved by somebody else' })
    await conflict.getByText(`${lead.name} saved this while you were editing`).waitFor()
    await conflict.getByText('Renamed meanwhile').first().waitFor()
    await conflict.getByRole('button', { name: 'Keep mine' }).click()
    await saves(desk)
    const saved = await lead.asks<Policy>('GET', `/v1/policies/${draft.id}`)
    expect(saved.triggers.slice(0, 2).map(({ name }) => name)).toEqual([second?.name, first?.name])
    // The browser says of the 409 that it failed.
    desk.troubles.length = 0
  })

  it('show at the field what the server refuses, and ask before anything is lost', async () => {
    const { desk, draft } = await atADraft(baton)
    const { page } = desk
    const upset = draft.triggers.find(({ name }) => name === 'Upset')
    await page.getByRole('button', { name: `Edit ${upset?.name}` }).click()
    const field = page.getByLabel('At least this sure, %')
    await field.fill('150')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('From 0 to 100.').waitFor()
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    await page.getByRole('link', { name: 'Customer texts' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Go on editing' }).click()
    await field.fill('60')
    await saves(desk)
    expect(await page.getByText('at least 60% sure').count()).toBeGreaterThan(0)
    desk.troubles.length = 0
  })

  it('say who published something else meanwhile, and let the lead decide', async () => {
    const { desk, lead } = await atADraft(baton)
    const { page } = desk
    const other = await lead.asks<Policy>('POST', '/v1/policies', { notes: 'The same as before' })
    await page.getByRole('textbox', { name: 'What changes and why' }).fill('Order')
    const down = page.getByRole('button', { name: /^Move .* down$/ }).first()
    await down.click()
    await saves(desk)
    await lead.asks('POST', `/v1/policies/${other.id}/publish`, {})
    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog')
    // Either the page has heard of it by now, or the server says so: even as it is asked.
    const told = dialog.getByText(`${lead.name} made Version`)
    const plain = dialog.getByRole('button', { name: 'Publish', exact: true })
    await eventually('to be told', async () => {
      await told.or(plain).first().waitFor()
      if (await told.isVisible()) return true
      await plain.click({ timeout: 1_000 })
    })
    await dialog.getByRole('button', { name: 'Publish in its place' }).click()
    await page
      .getByRole('status')
      .getByText(/is live/)
      .waitFor()
    desk.troubles.length = 0
  })

  it('are tried, found again by somebody else, and discarded', LONG_TRY, async () => {
    const customer = await baton.customer()
    await writesOnce(customer, QUESTION)
    await customer.readsAnswers(1)
    const { desk, lead, draft } = await atADraft(baton)
    const { page } = desk
    await page.getByRole('tab', { name: 'Try it' }).click()
    await page.getByRole('button', { name: 'Try it', exact: true }).click()
    await page.getByRole('heading', { name: 'What came of it' }).waitFor(TRIED)

    const deniz = await baton.desk('lead', 0)
    await deniz.signsIn()
    const address = `triggers?policy=${draft.id}&tab=simulation`
    await opensSettings(deniz, baton.outputs.dashboard_url, address)
    await deniz.page.getByRole('heading', { name: 'What came of it' }).waitFor()
    const tried = deniz.page.getByRole('region', { name: 'What was tried with this draft' })
    await tried.getByRole('listitem').getByText(desk.name).waitFor()
    await tried.getByText('Done', { exact: true }).waitFor()
    expect(await deniz.hasNoFaults()).toEqual([])

    await page.getByRole('button', { name: 'Discard…' }).click()
    const dialog = page.getByRole('dialog', { name: /^Discard/ })
    await dialog.getByText('What is live stays as it is.').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await dialog.getByRole('button', { name: 'Discard', exact: true }).click()
    await page
      .getByRole('status')
      .getByText(/^Discarded: /)
      .waitFor()
    const gone = await lead.asks<{ status: string }>('GET', `/v1/policies/${draft.id}`)
    expect(gone.status).toBe('discarded')
    await page.getByRole('heading', { name: 'Drafts' }).waitFor()
    desk.troubles.length = 0
  })

  it('keep what was not saved when somebody else makes the draft live', async () => {
    const { desk, lead, draft } = await atADraft(baton)
    const { page } = desk
    await page.getByRole('textbox', { name: 'What changes and why' }).fill('Not saved yet')
    await lead.asks('POST', `/v1/policies/${draft.id}/publish`, {})
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Somebody has made this draft live').waitFor()
    await page.getByRole('button', { name: 'Keep it as a new draft' }).click()
    await page.waitForURL((url) => url.searchParams.get('policy') !== draft.id)
    const notes = page.getByRole('textbox', { name: 'What changes and why' })
    await notes.waitFor()
    expect(await notes.inputValue()).toBe('Not saved yet')
    desk.troubles.length = 0
  })

  it('are not for agents, neither at the desk nor for the API', async () => {
    const desk = await baton.desk('agent', 1)
    const agent = await baton.agent('agent')
    await desk.signsIn()
    await opensSettings(desk, baton.outputs.dashboard_url, 'triggers')
    await desk.page.getByText('This page is not for you').waitFor()
    const pages = desk.page.getByRole('navigation', { name: 'Settings' })
    expect(await pages.getByRole('link', { name: 'Triggers' }).count()).toBe(0)
    expect(await refusal(agent, 'POST', '/v1/policies', {})).toBe(403)
  })

  it('have nothing wrong for axe, in light and in dark', LONG_TRY, async () => {
    const desk = await baton.desk(...ELENA, STILL)
    const { page } = desk
    await desk.signsIn()
    await opensSettings(desk, baton.outputs.dashboard_url, 'triggers')
    await page.getByRole('table').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await page.getByRole('button', { name: 'Change the triggers' }).click()
    await page.getByRole('button', { name: 'Add a trigger' }).click()
    await page.getByRole('button', { name: 'Add an attribute' }).click()
    await page.getByLabel('Hours', { exact: true }).selectOption('Only in these hours')
    expect(await desk.hasNoFaults()).toEqual([])
    await page.getByRole('textbox', { name: 'Words or phrases' }).fill('axe')
    for (const tab of [/Differences/, 'Try it', 'History']) {
      await page.getByRole('tab', { name: tab }).click()
      expect(await desk.hasNoFaults()).toEqual([])
    }
    await page.getByRole('tab', { name: 'Try it' }).click()
    await page.getByRole('button', { name: 'Save and try it' }).click()
    await page.getByRole('heading', { name: 'What came of it' }).waitFor(TRIED)
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
