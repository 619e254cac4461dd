import { describe, expect, it } from 'vitest'
import { cannedReply, type Example, examplesSince, team } from '../story/company.ts'
import { HAS_DESK } from '../story/desk.ts'
import { saved } from '../story/files.ts'
import { type Customer, type Desk, eventually, PLEA, QUESTION, stack } from '../story/index.ts'
import { opensSettings } from '../story/settings.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const
const DENIZ = ['lead', 0] as const

/** A customer whom the bot has answered, and who wants a person now. */
async function pleading(): Promise<{ customer: Customer; conversation: string }> {
  const customer = await baton.customer()
  await customer.visits()
  await customer.opensChat()
  await customer.writes(QUESTION)
  await customer.readsAnswers(1)
  await customer.writes(PLEA)
  const conversation = await customer.conversationId()
  return { customer, conversation }
}

/** Chooses something from the menu of the conversation that is open. */
async function chooses(desk: Desk, item: string | RegExp): Promise<void> {
  await desk.page.getByRole('button', { name: 'More actions' }).click()
  await desk.page.getByRole('menuitem', { name: item }).click()
}

describe.runIf(HAS_DESK)('a conversation at the desk', () => {
  it('can be marked, from the menu and from the palette', async () => {
    const begun = new Date()
    const { conversation } = await pleading()
    const desk = await baton.desk(...CHLOE)
    const agent = await baton.agent()
    const { id } = await agent.finds(conversation)
    await desk.signsIn()
    await desk.opens(conversation)
    await chooses(desk, 'Mark: should not have escalated')
    const dialog = desk.page.getByRole('dialog', { name: 'Mark this escalation' })
    expect(await dialog.getByLabel('It should not have escalated').isChecked()).toBe(true)
    await dialog.getByLabel('Note for teammates').fill('The article says it all')
    expect(await desk.hasNoFaults()).toEqual([])
    await dialog.getByRole('button', { name: 'Mark', exact: true }).click()
    const said = desk.page.getByText(`Marked by ${desk.name}: It should not have escalated`)
    await said.waitFor()
    const lead = await baton.agent('lead')
    const unneeded = await examplesSince(lead, begun)
    expect(unneeded).toContainEqual(expect.objectContaining({ id, text: PLEA, escalate: false }))

    // A later mark takes its place: a person was needed at the customer's first message already.
    await desk.commands('Mark: should have come earlier')
    await dialog.getByLabel('Where a person was needed').selectOption('1')
    await dialog.getByRole('button', { name: 'Change', exact: true }).click()
    await desk.page.getByText(`Marked by ${desk.name}: It should have come earlier`).waitFor()
    const late = await examplesSince(lead, begun)
    expect(late).toContainEqual(expect.objectContaining({ id, text: QUESTION, escalate: true }))

    // Said by mistake: nobody learns from it any more, and whoever comes next can tell.
    const change = desk.page.getByRole('button', { name: /^Change the mark of #/ })
    await change.click()
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await change.waitFor({ state: 'hidden' })
    expect((await examplesSince(lead, begun)).filter((example) => example.id === id)).toEqual([])
    await desk.page.reload()
    await chooses(desk, 'Mark: should not have escalated')
    await dialog.getByText(`${desk.name} took back what was marked`).waitFor()
    expect(await desk.page.getByText(`Marked by ${desk.name}`).count()).toBe(0)
    expect(await desk.hasNoFaults()).toEqual([])
  })

  it('is among the examples that a lead downloads once it is marked', async () => {
    const { conversation } = await pleading()
    const agent = await baton.agent()
    const { id } = await agent.finds(conversation)
    await agent.asks('PUT', `/v1/escalations/${id}/mark`, { mark: 'should_not_have' })
    const desk = await baton.desk(...DENIZ)
    await desk.signsIn()
    await opensSettings(desk, baton.outputs.dashboard_url, 'triggers')
    const download = desk.page.waitForEvent('download')
    await desk.page.getByRole('button', { name: 'Download examples' }).click()
    const { name, bytes } = await saved(await download)
    expect(name).toMatch(/^examples-\d{4}-\d\d-\d\d\.jsonl$/)
    const lines = bytes.toString().trimEnd().split('\n')
    const examples = lines.map((line) => JSON.parse(line) as Example)
    expect(examples).toContainEqual(expect.objectContaining({ id, text: PLEA, escalate: false }))
    const status = desk.page.getByRole('region', { name: 'Examples' }).getByRole('status')
    await status.getByText(/^[\d,]+ examples? saved\.$/).waitFor()
    expect(Number((await status.textContent())?.replace(/\D/g, ''))).toBe(examples.length)
    expect(await desk.hasNoFaults()).toEqual([])
  })

  it('is assigned by a lead to whom they choose, who is told', async () => {
    const { customer, conversation } = await pleading()
    const [chloe, deniz] = [await baton.desk(...CHLOE), await baton.desk(...DENIZ)]
    await chloe.signsIn()
    await deniz.signsIn()
    await deniz.opens(conversation)
    await chooses(deniz, 'Assign…')
    const dialog = deniz.page.getByRole('dialog', { name: 'Assign to an agent' })
    await dialog.getByRole('option', { name: chloe.name }).waitFor()
    expect(await deniz.hasNoFaults()).toEqual([])
    await deniz.page.keyboard.type(chloe.name.slice(0, 4))
    await deniz.page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await customer.isTold(`Now speaking with ${chloe.name}`)
    const log = deniz.page.getByLabel('Messages')
    await log.getByText(`${deniz.name} gave it to ${chloe.name}`).waitFor()
    await chloe.page
      .getByText(/was given to you/)
      .first()
      .waitFor()
  })

  it('is transferred to a group, waits there, and is found by its group', async () => {
    const { conversation } = await pleading()
    const lead = await baton.agent('lead')
    const returns = await team(lead, 'Returns')
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    await desk.row(conversation).waitFor()
    await desk.takes(conversation)
    await desk.opens(conversation)
    await chooses(desk, 'Transfer…')
    await desk.page.getByRole('option', { name: returns.name }).click()
    await desk.page.getByText(`Waits for ${returns.name}`).first().waitFor()
    await desk.page.goto(`${desk.address}/escalations?sort=newest`)
    await desk.page.getByLabel('Group').selectOption({ label: returns.name })
    await desk.page.waitForURL((url) => url.searchParams.get('group') === returns.id)
    await desk.row(conversation).waitFor()
    const elsewhere = await team(lead, 'Sizes')
    await desk.page.reload()
    await desk.page.getByLabel('Group').selectOption({ label: elsewhere.name })
    await desk.row(conversation).waitFor({ state: 'hidden' })
  })

  it('is answered with a canned reply, found by its name and filled', async () => {
    const { customer, conversation } = await pleading()
    const lead = await baton.agent('lead')
    const shortcut = await cannedReply(lead, 'Hello {contact_name}, this is {agent_name}.')
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    await desk.row(conversation).waitFor()
    await desk.takes(conversation)
    await desk.opens(conversation)
    await desk.field.pressSequentially(`/${shortcut.slice(0, -2)}`)
    await desk.page.getByRole('option', { name: shortcut }).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await desk.field.press('Enter')
    const words = await desk.field.inputValue()
    expect(words).toMatch(new RegExp(`^Hello Visitor \\w+, this is ${desk.name}\\.$`))
    await desk.field.press('Control+Enter')
    await customer.reads(words, 'agent')
  })

  it('remembers its earlier episodes: who did what when, and the message that showed it', async () => {
    const { customer, conversation } = await pleading()
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    await desk.row(conversation).waitFor()
    await desk.takes(conversation)
    await customer.isTold(`Now speaking with ${desk.name}`)
    await desk.opens(conversation)
    await desk.replies('Done.')
    await customer.reads('Done.', 'agent')
    await desk.returnsToBot()
    await desk.page.getByText('The bot answers', { exact: true }).first().waitFor()
    await customer.writes('Please, a human being again')
    await desk.page
      .getByText('Waiting for a person')
      .or(desk.page.getByText('Take', { exact: true }))
      .first()
      .waitFor()
    await desk.opens(conversation)

    const log = desk.page.getByLabel('Messages')
    await log.getByText(`${desk.name} took it`).waitFor()
    await log.getByText(`${desk.name} returned it to the bot`).waitFor()
    const earlier = desk.page.getByRole('region', { name: /Earlier episodes/ })
    await earlier.getByRole('button', { name: /Asked for a person/ }).click()
    await earlier.getByText(`${desk.name} took it`).waitFor()
    await earlier.locator('blockquote').getByText(PLEA).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await earlier.getByRole('button', { name: 'Show in the conversation', exact: true }).click()
    await eventually('the message to be in view', async () =>
      log.getByText(PLEA, { exact: true }).isVisible(),
    )
  })

  it('shows what comes with a message and is no file', async () => {
    const [agent, phone] = [await baton.agent(...CHLOE), baton.phone()]
    await phone.writes(PLEA)
    const conversation = await phone.conversationId(agent)
    await agent.takes(await agent.finds(conversation))
    for (const kind of ['location', 'contacts', 'order']) {
      await phone.writes(`A ${kind}`, kind)
    }
    const desk = await baton.desk(...CHLOE)
    await agent.hasAnEmptyDesk()
    await desk.signsIn()
    await desk.opens(conversation)
    const log = desk.page.getByLabel('Messages')
    const map = log.getByRole('link', { name: 'Show on a map' })
    expect(await map.getAttribute('href')).toMatch(/^https:\/\/www\.openstreetmap\.org\//)
    expect(await map.getAttribute('rel')).toBe('noopener noreferrer')
    await log.getByText('Contacts', { exact: true }).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
