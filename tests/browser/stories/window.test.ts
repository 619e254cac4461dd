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
  await desk.signsIn()
  // The time that is left is counted down, and what is being written is kept when it ends.
  const counted = desk.page.getByLabel('Write').getByText(/\d+s left/)
  let left = 8_000
  await eventually('to be there while time is left', async () => {
    await phone.hasWindowLeft(conversation, left)
    // Where that was too short to open it in, there is longer.
    left = 20_000
    await desk.opens(conversation)
    await counted.waitFor({ timeout: 4_000 })
    await desk.field.fill('I am on it, one momen', { timeout: 2_000 })
    return true
  })
  const search = desk.page.getByLabel('Search templates')
  await search.waitFor()
  await desk.page.getByText('Window closed').first().waitFor()
  expect(await desk.field.count()).toBe(0)
  expect(await desk.hasNoFaults()).toEqual([])

  await search.fill('news')
  await desk.page.getByRole('button', { name: /reopen/ }).click()
  await desk.page.getByText('There is nothing to fill in.').waitFor()
  await desk.page.getByRole('button', { name: 'Send template' }).click()
  await desk.reads('We have news for you. May we go on here?')
  await eventually('the template to arrive', async () =>
    (await phone.got()).some((it) => it.kind === 'template'),
  )

  // As soon as the customer writes, the field is back, with what was being written.
  await phone.writes('Here I am again')
  await desk.field.waitFor()
  expect(await desk.field.inputValue()).toBe('I am on it, one momen')
})
