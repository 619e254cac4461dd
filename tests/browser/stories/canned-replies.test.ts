import { afterEach, describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { PLEA, stack } from '../story/index.ts'

const baton = stack()
const ELENA = ['lead', 1] as const
const BEN = ['agent', 1] as const
const SHORTCUT = 'story-hello'

async function opensReplies(desk: Desk): Promise<void> {
  await desk.page.goto(`${desk.address}/settings/canned-replies`)
  await desk.page.getByRole('heading', { name: 'Canned replies' }).waitFor()
}

const reply = (desk: Desk) => desk.page.getByRole('listitem').filter({ hasText: `/${SHORTCUT}` })
const text = (desk: Desk) => desk.page.getByRole('textbox', { name: 'Text' })

describe.runIf(HAS_DESK)('canned replies', () => {
  afterEach(async () => {
    const elena = await baton.agent(...ELENA)
    await elena.asks('DELETE', `/v1/canned-replies/${SHORTCUT}`)
  })

  it('are written by a lead who sees what customers will read, for everybody to use', async () => {
    const elena = await baton.desk(...ELENA)
    const ben = await baton.desk(...BEN)
    await elena.signsIn()
    await opensReplies(elena)
    await elena.page.getByRole('button', { name: 'New reply' }).click()
    await elena.page.getByRole('textbox', { name: 'Name' }).fill(SHORTCUT)
    await text(elena).fill('Hello ')
    await elena.page.getByRole('button', { name: 'Customer’s name' }).click()
    await text(elena).pressSequentially(', I am {agent_name}.')
    await elena.page
      .getByRole('region', { name: 'What the customer reads' })
      .getByText('Hello Maria Silva, I am Elena Petrova.')
      .waitFor()
    await elena.page.getByRole('button', { name: 'Save' }).click()
    await reply(elena).getByText('Hello {contact_name}, I am {agent_name}.').waitFor()

    await ben.signsIn()
    await opensReplies(ben)
    await reply(ben).getByText('Hello {contact_name}, I am {agent_name}.').waitFor()
    expect(await ben.page.getByRole('main').getByRole('button').count()).toBe(0)

    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(PLEA)
    const conversation = await customer.conversationId()
    await ben.page.goto(`${ben.address}/escalations?sort=newest`)
    await ben.takes(conversation)
    await customer.isTold(`Now speaking with ${ben.name}`)
    await ben.opens(conversation)
    await ben.field.pressSequentially(`/${SHORTCUT}`)
    await ben.page.getByRole('option', { name: SHORTCUT }).waitFor()
    await ben.field.press('Enter')
    await ben.field.press('Control+Enter')
    await customer.reads(`I am ${ben.name}.`, 'agent')

    await reply(elena).getByRole('button', { name: 'Delete' }).click()
    await elena.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await elena.page.getByText(`Deleted: /${SHORTCUT}`).waitFor()
    await reply(elena).waitFor({ state: 'detached' })
    await opensReplies(ben)
    await reply(ben).waitFor({ state: 'detached' })
  })

  it('show what another lead wrote meanwhile, and let one choose', async () => {
    const desk = await baton.desk(...ELENA)
    const other = await baton.agent('lead')
    const path = `/v1/canned-replies/${SHORTCUT}`
    const { version } = await other.asks<{ version: number }>('PUT', path, { text: 'First.' })
    await desk.signsIn()
    await opensReplies(desk)
    await reply(desk).getByRole('button', { name: 'Edit' }).click()
    await text(desk).fill('Elena’s.')
    await other.asks('PUT', path, { text: 'The other’s.', version })
    await desk.page.getByRole('button', { name: 'Save' }).click()
    await desk.page.getByText(`${other.name} saved this while you were editing`).waitFor()
    await desk.page
      .getByRole('group', { name: `Text: ${other.name}` })
      .getByText('The other’s.')
      .waitFor()
    await desk.page.getByRole('button', { name: 'Take theirs, drop mine' }).click()
    expect(await text(desk).inputValue()).toBe('The other’s.')
    await text(desk).fill('Both of ours.')
    await desk.page.getByRole('button', { name: 'Save' }).click()
    await reply(desk).getByText('Both of ours.').waitFor()
    // The refusal is what the story is about.
    desk.troubles.length = 0
  })

  it('are changed by leads alone', async () => {
    const ben = await baton.agent(...BEN)
    await expect(
      ben.asks('PUT', `/v1/canned-replies/${SHORTCUT}`, { text: 'Mine' }),
    ).rejects.toThrow('403')
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const elena = await baton.agent(...ELENA)
    await elena.asks('PUT', `/v1/canned-replies/${SHORTCUT}`, { text: 'Hello {contact_name}' })
    const desk = await baton.desk(...ELENA, STILL)
    await desk.signsIn()
    await opensReplies(desk)
    await reply(desk).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await reply(desk).getByRole('button', { name: 'Edit' }).click()
    await text(desk).fill('Hello {nobody}')
    await desk.page.getByText('{nobody} stands for nothing').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
