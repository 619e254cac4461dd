import { expect, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { eventually, PLEA, stack } from '../story/index.ts'

const baton = stack()

it.runIf(HAS_DESK)('lets only a template through once the 24 hours are over', async () => {
  const [agent, phone] = [await baton.agent('agent', 2), baton.phone()]
  const desk = await baton.desk('agent', 2)
  await phone.writes(PLEA)
  const conversation = await phone.conversationId(agent)
  await agent.takes(await agent.finds(conversation))
  await phone.hasWindowLeft(conversation, 12_000)
  await desk.signsIn()
  await desk.opens(conversation)

  // The time that is left is counted down, and what is being written is kept when it ends.
  await desk.page
    .getByLabel('Write')
    .getByText(/\d+s left/)
    .waitFor()
  await desk.field.fill('I am on it, one momen')
  const name = desk.page.getByLabel('Name of the template')
  await name.waitFor()
  await desk.page.getByText('Window closed').first().waitFor()
  expect(await desk.field.count()).toBe(0)
  expect(await desk.hasNoFaults()).toEqual([])

  await name.fill('parcel_news')
  await desk.page.getByLabel('Values, one on each line').fill('Ann')
  await desk.page.getByLabel('How it reads, for teammates').fill('Hello Ann, there is news.')
  await desk.page.getByRole('button', { name: 'Send template' }).click()
  await desk.reads('Hello Ann, there is news.')
  await eventually('the template to arrive', async () =>
    (await phone.got()).some((it) => it.kind === 'template'),
  )

  // As soon as the customer writes, the field is back, with what was being written.
  await phone.writes('Here I am again')
  await desk.field.waitFor()
  expect(await desk.field.inputValue()).toBe('I am on it, one momen')
})
