import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK } from '../story/desk.ts'
import { PLEA, QUESTION, stack } from '../story/index.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const

const row = (desk: Desk, conversation: string) =>
  desk.page
    .getByRole('row')
    .filter({ has: desk.page.locator(`a[href="/conversations/${conversation}"]`) })

const query = (desk: Desk) => Object.fromEntries(new URL(desk.page.url()).searchParams)

describe.runIf(HAS_DESK)('all conversations', () => {
  it('are found by name, by number and by who has them, and the address keeps it', async () => {
    const [agent, phone, other] = [await baton.agent(...CHLOE), baton.phone(), baton.phone()]
    await phone.writes(PLEA)
    await other.writes(PLEA)
    const [theirs, another] = [await phone.conversationId(agent), await other.conversationId(agent)]
    await agent.takes(await agent.finds(theirs))
    const desk = await baton.desk(...CHLOE)
    await agent.hasAnEmptyDesk()
    await desk.signsIn()
    const { page } = desk
    await page.goto(`${desk.address}/conversations`)
    await row(desk, theirs).waitFor()
    await row(desk, another).waitFor()

    const search = page.getByRole('searchbox', { name: 'Search by contact' })
    await search.pressSequentially(phone.name.toLowerCase())
    await row(desk, another).waitFor({ state: 'hidden' })
    await row(desk, theirs).waitFor()
    expect(query(desk)).toEqual({ q: phone.name.toLowerCase() })
    expect(await desk.hasNoFaults()).toEqual([])

    // As people write a number.
    const { number } = other
    await search.fill(`+${number.slice(0, 1)} ${number.slice(1, 4)} ${number.slice(4)}`)
    await row(desk, another).waitFor()
    await row(desk, theirs).waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Clear' }).click()
    expect(await search.inputValue()).toBe('')
    await page.getByRole('combobox', { name: 'Agent' }).selectOption({ label: 'Me' })
    await row(desk, theirs).waitFor()
    await row(desk, another).waitFor({ state: 'hidden' })
    expect(query(desk)).toEqual({ agent: desk.id })

    // A colleague who opens the address sees the same.
    await page.reload()
    await row(desk, theirs).waitFor()
    expect(await row(desk, another).count()).toBe(0)
  })

  it('are grouped by where they stand, and narrowed by channel and day', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    const withBot = await customer.conversationId()
    const [agent, phone] = [await baton.agent(...CHLOE), baton.phone()]
    await phone.writes(PLEA)
    const waiting = await phone.conversationId(agent)
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    const { page } = desk
    await page.goto(`${desk.address}/conversations`)
    const status = page.getByRole('group', { name: 'Status' })
    await status.getByRole('button', { name: 'With the bot' }).click()
    await row(desk, withBot).waitFor()
    expect(await row(desk, waiting).count()).toBe(0)
    await status.getByRole('button', { name: 'Waiting' }).click()
    await row(desk, waiting).waitFor()
    expect(await row(desk, withBot).count()).toBe(0)
    await status.getByRole('button', { name: 'All' }).click()
    await page.getByRole('combobox', { name: 'Channel' }).selectOption({ label: 'WhatsApp' })
    await row(desk, waiting).waitFor()
    await row(desk, withBot).waitFor({ state: 'hidden' })
    await page.getByLabel('To', { exact: true }).fill('2020-01-01')
    await page.getByText('Nothing matches these filters.').waitFor()
  })
})
