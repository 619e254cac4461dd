import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK } from '../story/desk.ts'
import { eventually, PLEA, QUESTION, stack } from '../story/index.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const

const row = (desk: Desk, conversation: string) =>
  desk.page
    .getByRole('row')
    .filter({ has: desk.page.locator(`a[href="/conversations/${conversation}"]`) })

/** Waits until the list has the one and not the other. */
async function lists(desk: Desk, one: string, other: string): Promise<void> {
  const links = desk.page.getByRole('row').getByRole('link')
  await eventually(`a list with ${one} and without ${other}`, async () => {
    const all = await links.evaluateAll((them) => them.map((it) => it.getAttribute('href')))
    return all.includes(`/conversations/${one}`) && !all.includes(`/conversations/${other}`)
  })
}

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
    await lists(desk, theirs, another)
    expect(query(desk)).toEqual({ q: phone.name.toLowerCase() })
    expect(await desk.hasNoFaults()).toEqual([])

    // As people write a number.
    const { number } = other
    await search.fill(`+${number.slice(0, 1)} ${number.slice(1, 4)} ${number.slice(4)}`)
    await lists(desk, another, theirs)

    await page.getByRole('button', { name: 'Clear' }).click()
    await eventually('an empty search', async () => (await search.inputValue()) === '')
    await page.getByRole('combobox', { name: 'Agent' }).selectOption({ label: 'Me' })
    await lists(desk, theirs, another)
    expect(query(desk)).toEqual({ agent: desk.id })

    // A colleague who opens the address sees the same.
    await page.reload()
    await lists(desk, theirs, another)
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
    await lists(desk, withBot, waiting)
    await status.getByRole('button', { name: 'Waiting' }).click()
    await lists(desk, waiting, withBot)
    await status.getByRole('button', { name: 'All' }).click()
    await page.getByRole('combobox', { name: 'Channel' }).selectOption({ label: 'WhatsApp' })
    await lists(desk, waiting, withBot)
    await page.getByLabel('To', { exact: true }).fill('2020-01-01')
    await page.getByText('Nothing matches these filters.').waitFor()
  })
})
