import { randomUUID } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { Agent, eventually, PLEA, stack } from '../story/index.ts'
import { account, opensSettings, otherCompany, refusal, withinAMinute } from '../story/settings.ts'

const baton = stack()
const ELENA = ['lead', 1] as const
const LONG = 300_000

/** Other limits than the usual ones, but near them. */
const PICKUP = { High: 6, Medium: 16, Low: 61 } as const

interface Detail {
  readonly urgency: string
  readonly created_at: string
  readonly sla_due_at: string
  readonly handoff: { readonly summary: string }
}

interface Settings {
  readonly version: number
  readonly texts: Readonly<Record<string, string>>
  readonly greeting: string
  readonly phone_hold_minutes: number
  readonly pickup_minutes: Readonly<Record<'high' | 'medium' | 'low', number>>
  readonly variables?: unknown
  readonly history?: unknown
}

const settings = (agent: Agent) => agent.asks<Settings>('GET', '/v1/settings')

async function sets(agent: Agent, change: Partial<Settings>): Promise<void> {
  const { variables: _, history: __, ...now } = await settings(agent)
  await agent.asks('PUT', '/v1/settings', { ...now, ...change, version: now.version })
}

/** A lead at the customer texts, and somebody who puts them back as they were afterwards. */
async function atTheTexts(): Promise<{ desk: Desk; lead: Agent; was: Settings }> {
  const lead = await baton.agent('lead')
  const { variables: _, history: __, ...was } = await settings(lead)
  onTestFinished(() => sets(lead, was))
  const desk = await baton.desk(...ELENA)
  await desk.signsIn()
  await opensSettings(desk, baton.outputs.dashboard_url, 'texts')
  await desk.page.getByLabel('When a person is being called').waitFor()
  return { desk, lead, was }
}

async function saves(desk: Desk): Promise<void> {
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click()
  await desk.page
    .getByRole('status')
    .getByText(/^Saved/)
    .waitFor()
}

describe.runIf(HAS_DESK)('customer texts', () => {
  it(
    'are what the next customer reads, from the greeting to the end',
    async () => {
      const mark = randomUUID().slice(0, 8)
      const { desk, lead } = await atTheTexts()
      const { page } = desk
      // The usual words stay in front: other stories may be reading them.
      const appends = async (label: string, words: string) => {
        const field = page.getByLabel(label)
        await field.press('Control+End')
        await field.pressSequentially(words)
      }
      await appends('When they greet and say nothing else', ` We are shop ${mark}.`)
      await appends('When a person is being called', ` Again in short: `)
      await page.getByRole('button', { name: 'Insert expected wait in minutes' }).first().click()
      await page.keyboard.type(` min, ${mark}.`)
      await appends('When a person has taken over', ` Welcome, ${mark}.`)
      await appends('When the conversation is closed', ` Goodbye from ${mark}.`)
      await page.getByLabel('Expected wait that the texts name').fill('7')
      await page.getByLabel('Language of the summaries').selectOption('German')
      for (const [urgency, minutes] of Object.entries(PICKUP)) {
        await page.getByLabel(`${urgency} urgency`).fill(`${minutes}`)
      }
      const takesFiles = page.getByRole('checkbox', { name: 'Visitors may attach files' })
      expect(await takesFiles.isChecked()).toBe(true)
      await takesFiles.uncheck()
      await page.getByText(`Again in short: 7 min, ${mark}.`).waitFor()
      await page.getByText(`Now speaking with ${desk.name}. Welcome, ${mark}.`).waitFor()
      await saves(desk)

      const customer = await withinAMinute('the new greeting, and no way to attach', async () => {
        const next = await baton.customer()
        await next.visits()
        await next.opensChat()
        await next.writes('Hello')
        await next.readsAnswers(1)
        const [, answer] = await next.thread()
        const attaches = (await next.clip.count()) > 0
        if (answer?.includes(`We are shop ${mark}.`) && !attaches) return next
        await next.context.close()
      })
      await customer.writes(PLEA)
      await customer.isTold(`Again in short: 7 min, ${mark}.`)
      const escalation = await lead.finds(await customer.conversationId())
      const detail = await lead.asks<Detail>('GET', `/v1/escalations/${escalation.id}`)
      expect(detail.handoff.summary).toMatch(/schrieb|Kunde/)
      const due = Date.parse(detail.sla_due_at) - Date.parse(detail.created_at)
      const urgency = `${detail.urgency[0]?.toUpperCase()}${detail.urgency.slice(1)}`
      expect(Math.round(due / 60_000)).toBe(PICKUP[urgency as keyof typeof PICKUP])

      // Each part of Baton remembers the settings by itself, so each may take its minute.
      const taker = await baton.agent('agent')
      const soon = { timeout: 4_000 }
      await withinAMinute('the new words at a take', async () => {
        await taker.takes(escalation)
        const told = customer.panel.locator('.speaker', { hasText: `Welcome, ${mark}.` })
        const came = await told.waitFor(soon).then(
          () => true,
          () => false,
        )
        if (!came) await taker.asks('POST', `/v1/escalations/${escalation.id}/release`, {})
        return came
      })
      await withinAMinute('the new words at the end', async () => {
        const { id } = await lead.finds(await customer.conversationId())
        await lead.asks('POST', `/v1/escalations/${id}/close`, {})
        const told = customer.panel.getByText(`Goodbye from ${mark}.`).first()
        const came = await told.waitFor(soon).then(
          () => true,
          () => false,
        )
        if (!came) await customer.writes(PLEA)
        return came
      })
    },
    LONG,
  )

  it(
    'decide how sure the bot must be, for this company alone',
    async () => {
      const { told, admin: olga } = otherCompany(baton.outputs)
      const admin = await Agent.signsIn(told, olga)
      const { variables: _, history: __, ...was } = await settings(admin)
      onTestFinished(() => sets(admin, was))
      const asks = async () => {
        const next = await baton.customer()
        await next.visits({ connection: account(told, 'widget').id })
        await next.opensChat()
        await next.writes('parcel, where?')
        return next
      }
      const before = await asks()
      await before.reads('pigeon')

      const guest = await baton.customer()
      const desk = new Desk(told, guest.context, guest.page, olga)
      await desk.signsIn()
      await opensSettings(desk, told.dashboard_url, 'texts')
      await desk.page.getByLabel('The bot answers when it is at least this sure, %').fill('100')
      await saves(desk)
      await withinAMinute('the bot to be too careful to answer', async () => {
        const next = await asks()
        const told = next.panel.locator('.speaker', { hasText: 'connecting' })
        await told.or(next.panel.getByText('pigeon')).first().waitFor()
        if (await told.count()) return true
        await next.context.close()
      })
      expect(await settings(await baton.agent('lead'))).not.toMatchObject({
        confidence_threshold: 1,
      })
    },
    LONG,
  )

  it('lose nothing when somebody else saves first', async () => {
    const { desk, lead, was } = await atTheTexts()
    const { page } = desk
    const greeting = page.getByLabel('When they greet and say nothing else')
    await greeting.fill(`${was.greeting} And welcome.`)
    const minutes = was.phone_hold_minutes === 180 ? 181 : 180
    await sets(lead, { phone_hold_minutes: minutes })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = page.getByRole('region', { name: 'Saved by somebody else' })
    await conflict.getByText(`${was.phone_hold_minutes} → ${minutes}`).waitFor()
    expect(await greeting.inputValue()).toBe(`${was.greeting} And welcome.`)
    const here = (it: Element) => it === document.activeElement
    await eventually('the focus to come here', () => conflict.evaluate(here))
    await conflict.getByRole('button', { name: 'Keep mine' }).click()
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await eventually('the focus to be where it was', () => save.evaluate(here))
    await saves(desk)
    expect(await settings(lead)).toMatchObject({
      greeting: `${was.greeting} And welcome.`,
      phone_hold_minutes: minutes,
    })
    // The browser says of the 409 that it failed.
    desk.troubles.length = 0
  })

  it('show at the field what the server refuses', async () => {
    const { desk, lead, was } = await atTheTexts()
    const { page } = desk
    const closing = page.getByLabel('When the conversation is closed')
    await closing.fill('Goodbye {wait_minutes}')
    await page.getByText('There is no {wait_minutes} for this text.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('1 thing is to be mended.').waitFor()
    expect(await closing.getAttribute('aria-invalid')).toBe('true')
    expect((await settings(lead)).texts.closing).toBe(was.texts.closing)
    await page.getByRole('button', { name: 'Discard my changes' }).click()
    expect(await closing.inputValue()).toBe(was.texts.closing)
    desk.troubles.length = 0
  })

  it('are not for agents, neither at the desk nor for the API', async () => {
    const desk = await baton.desk('agent', 1)
    const agent = await baton.agent('agent')
    await desk.signsIn()
    await opensSettings(desk, baton.outputs.dashboard_url, 'texts')
    await desk.page.getByText('This page is not for you').waitFor()
    expect(await refusal(agent, 'GET', '/v1/settings')).toBe(403)
    expect(await refusal(agent, 'PUT', '/v1/settings', {})).toBe(403)
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const desk = await baton.desk(...ELENA, STILL)
    await desk.signsIn()
    await opensSettings(desk, baton.outputs.dashboard_url, 'texts')
    const field = desk.page.getByLabel('When a person is being called')
    await field.fill('Wait {never}')
    await desk.page.getByText('There is no {never} for this text.').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
