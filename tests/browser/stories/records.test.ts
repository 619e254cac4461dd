import { describe, expect, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { type Desk, eventually, type Phone, PLEA, stack } from '../story/index.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const
const DENIZ = ['lead', 0] as const

/** A customer on WhatsApp who wants a person. */
async function pleading(): Promise<{ phone: Phone; conversation: string }> {
  const [agent, phone] = [await baton.agent(), baton.phone()]
  await phone.writes(PLEA)
  const conversation = await phone.conversationId(agent)
  return { phone, conversation }
}

/** Chooses something from the menu of the conversation that is open. */
async function chooses(desk: Desk, item: string | RegExp, role = 'menuitem'): Promise<void> {
  await desk.page.getByRole('button', { name: 'More actions' }).click()
  await desk.page.getByRole(role as 'menuitem', { name: item }).click()
}

/** What the pane beside the thread tells of this escalation, the first first. */
async function told(desk: Desk): Promise<string[]> {
  return desk.page.getByRole('region', { name: 'Who did what' }).locator('li bdi').allInnerTexts()
}

describe.runIf(HAS_DESK)('what stands on record', () => {
  it('is who did what when, in the agent’s zone, and still after a reload', async () => {
    const { conversation } = await pleading()
    const chloe = await baton.desk(...CHLOE, { timezoneId: 'Asia/Tokyo' })
    const deniz = await baton.desk(...DENIZ)
    await chloe.signsIn()
    await deniz.signsIn()
    await chloe.row(conversation).waitFor()
    await chloe.takes(conversation)
    await chloe.opens(conversation)
    const log = chloe.page.getByLabel('Messages')
    await log.getByText(`${chloe.name} took it`).waitFor()
    await chooses(chloe, 'Low', 'menuitemradio')
    const changed = new RegExp(`^${chloe.name} changed urgency from \\w+ to Low$`)
    await log.getByText(changed).waitFor()

    // A lead takes it over and puts it back: whoever looks on reads it without asking anew.
    await deniz.opens(conversation)
    await chooses(deniz, 'Take over')
    const over = `${deniz.name} took it over from ${chloe.name}`
    await log.getByText(over).waitFor()
    await deniz.page.getByLabel('Messages').getByText(over).waitFor()
    await chooses(deniz, 'Back to the queue')
    const back = `${deniz.name} put it back in the queue`
    await log.getByText(back).waitFor()

    await chloe.opens(conversation)
    await log.getByText(back).waitFor()
    const all = await eventually('five deeds', async () => {
      const all = await told(chloe)
      return all.length >= 5 && all
    })
    expect(all.map((deed) => deed.replace(/#\d+/, '#'))).toEqual([
      '# escalated: Asked for a person',
      `${chloe.name} took it`,
      expect.stringMatching(changed),
      over,
      back,
    ])
    const time = chloe.page.getByRole('region', { name: 'Who did what' }).locator('time').first()
    const at = new Date((await time.getAttribute('datetime')) ?? '')
    const there = new Intl.DateTimeFormat('en', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'Asia/Tokyo',
    })
    // Browsers and servers do not agree on which space stands before AM.
    const plain = (text: string) => text.replace(/\s/g, ' ')
    expect(plain((await time.textContent()) ?? '')).toBe(plain(there.format(at)))
    expect(await chloe.hasNoFaults()).toEqual([])
  })

  it('is what was said of an escalation, by whom, and can be changed by somebody else', async () => {
    const { conversation } = await pleading()
    const chloe = await baton.desk(...CHLOE)
    await chloe.signsIn()
    await chloe.opens(conversation)
    await chooses(chloe, 'Mark: should not have escalated')
    const dialog = (desk: Desk) => desk.page.getByRole('dialog', { name: 'Mark this escalation' })
    await dialog(chloe).getByLabel('Note for teammates').fill('The article says it all')
    await dialog(chloe).getByRole('button', { name: 'Mark', exact: true }).click()
    const said = `Marked by ${chloe.name}: It should not have escalated`
    await chloe.page.getByText(said).waitFor()
    await chloe.page.reload()
    await chloe.page.getByText(said).waitFor()

    const deniz = await baton.desk(...DENIZ, { colorScheme: 'dark' })
    await deniz.signsIn()
    await deniz.opens(conversation)
    await deniz.page.getByText(said).waitFor()
    await deniz.page.getByRole('button', { name: /^Change the mark of #/ }).click()
    const note = dialog(deniz).getByLabel('Note for teammates')
    await eventually(
      'the note that was there',
      async () => (await note.inputValue()) === 'The article says it all',
    )
    await dialog(deniz)
      .getByText(/What you say takes its place/)
      .waitFor()
    expect(await deniz.hasNoFaults()).toEqual([])
    await dialog(deniz).getByLabel('It should have come earlier').check()
    await dialog(deniz).getByRole('button', { name: 'Change', exact: true }).click()
    await deniz.page.getByText(`Marked by ${deniz.name}: It should have come earlier`).waitFor()
    await chloe.page.reload()
    await chloe.page.getByText(`Marked by ${deniz.name}: It should have come earlier`).waitFor()
  })

  it.each([
    ['in light', { colorScheme: 'light' }],
    ['in dark on a phone', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
  ] as const)(
    'is which templates are approved: one is found, filled in and sent %s',
    async (_, look) => {
      const { phone, conversation } = await pleading()
      const agent = await baton.agent(...CHLOE)
      const desk = await baton.desk(...CHLOE, { ...look, reducedMotion: 'reduce' })
      await agent.takes(await agent.finds(conversation))
      await phone.hasWindowLeft(conversation, -1_000)
      await desk.signsIn()
      await desk.page.goto(`${desk.address}/conversations/${conversation}`)
      const { page } = desk
      await page.getByLabel('Search templates').fill('order way')
      await page.getByText('1 approved template', { exact: true }).waitFor()
      expect(await desk.hasNoFaults()).toEqual([])
      await page.getByRole('button', { name: /order update/ }).click()
      await page.getByLabel('Value for 1').fill('Ann')
      await page.getByLabel('Value for 2').fill('8812')
      const preview = page.getByLabel('How the customer will read it')
      await preview.getByText('Hello Ann, your order 8812 is on its way.').waitFor()
      expect(await desk.hasNoFaults()).toEqual([])
      await page.getByRole('button', { name: 'Send template' }).click()
      await page
        .getByLabel('Messages')
        .getByText(/Hello Ann, your order 8812 is on its way\./)
        .waitFor()
      await eventually('the template to arrive', async () =>
        (await phone.got()).some((it) => it.kind === 'template' && it.text === 'order_update'),
      )
      // It is the first to choose from the next time.
      await page.getByLabel('Search templates').fill('')
      const first = page
        .getByRole('list', { name: /approved templates/ })
        .getByRole('listitem')
        .first()
      await first.getByText('Used before').waitFor()
      expect(await first.textContent()).toContain('order update')
    },
  )
})
