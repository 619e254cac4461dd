import { describe, expect, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { type Desk, PLEA, stack } from '../story/index.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const
const DENIZ = ['lead', 0] as const

/** Somebody's conversation, which Ben has. */
async function withBen(): Promise<string> {
  const [ben, phone] = [await baton.agent('agent', 1), baton.phone()]
  await phone.writes(PLEA)
  const conversation = await phone.conversationId(ben)
  await ben.takes(await ben.finds(conversation))
  return conversation
}

async function settingsOf(desk: Desk): Promise<string[]> {
  await desk.page.goto(`${desk.address}/settings`)
  const links = desk.page.getByRole('navigation', { name: 'Settings' }).getByRole('link')
  await links.first().waitFor()
  return links.allTextContents()
}

describe.runIf(HAS_DESK)('what a role may do', () => {
  it('leaves a teammate’s conversation to its agent, and says so', async () => {
    const conversation = await withBen()
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    await desk.opens(conversation)
    await desk.page.getByText('Ben Okafor has this customer. You can leave a note.').waitFor()
    expect(await desk.field.count()).toBe(0)
    for (const name of ['Close', 'Return to bot', 'Take over']) {
      expect(await desk.page.getByRole('button', { name, exact: true }).count()).toBe(0)
    }
    await desk.page.getByRole('button', { name: 'More actions' }).click()
    await desk.page.getByText('Only its agent or a lead can act on it').waitFor()
    for (const name of ['Assign…', 'Transfer…', 'Close']) {
      expect(await desk.page.getByRole('menuitem', { name }).count()).toBe(0)
    }
    await desk.page.keyboard.press('Escape')

    // The keys and the palette know no more than the menu.
    await desk.page.keyboard.press('e')
    await desk.page.keyboard.press('b')
    expect(await desk.page.getByRole('dialog').count()).toBe(0)
    await desk.page.keyboard.press('Control+k')
    const palette = desk.page.getByRole('dialog', { name: 'Search and commands' })
    await palette.getByRole('option', { name: 'Go to Escalations' }).waitFor()
    for (const name of ['Assign…', 'Transfer…', 'Close', 'Return to bot', 'Take over']) {
      expect(await palette.getByRole('option', { name, exact: true }).count()).toBe(0)
    }

    // And the API holds to it, whatever a page offers.
    const chloe = await baton.agent(...CHLOE)
    const { id } = await chloe.finds(conversation)
    await expect(chloe.asks('POST', `/v1/escalations/${id}/close`, {})).rejects.toThrow('not-owner')
  })

  it('lets a lead take over, and keeps the draft of whom it is taken from', async () => {
    const phone = baton.phone()
    const [chloe, deniz] = [await baton.desk(...CHLOE), await baton.desk(...DENIZ)]
    const agent = await baton.agent(...CHLOE)
    await phone.writes(PLEA)
    const conversation = await phone.conversationId(agent)
    await agent.takes(await agent.finds(conversation))
    await chloe.signsIn()
    await deniz.signsIn()
    await chloe.opens(conversation)
    await chloe.field.fill('I have just found your')
    await deniz.opens(conversation)
    await deniz.page.getByRole('button', { name: 'Take over' }).click()
    await deniz.field.waitFor()
    await chloe.page
      .getByText(`${deniz.name} has this conversation now. Your draft is kept.`)
      .waitFor()
    await chloe.page.getByText('I have just found your', { exact: true }).waitFor()
    expect(await chloe.field.count()).toBe(0)
  })

  it('shows each the settings that are theirs', async () => {
    const [agent, lead, admin] = [
      await baton.desk(...CHLOE),
      await baton.desk(...DENIZ),
      await baton.desk('admin', 0),
    ]
    for (const desk of [agent, lead, admin]) await desk.signsIn()
    expect(await settingsOf(agent)).toEqual(['You and this desk', 'Canned replies'])
    const ofLeads = await settingsOf(lead)
    expect(ofLeads).toContain('Triggers')
    expect(ofLeads).not.toContain('Connections')
    expect(await settingsOf(admin)).toContain('Connections')
    for (const [desk, path] of [
      [agent, '/settings/triggers'],
      [agent, '/settings/people'],
      [lead, '/settings/connections'],
    ] as const) {
      await desk.page.goto(desk.address + path)
      await desk.page.getByText('This page is not for you').waitFor()
    }
  })
})
