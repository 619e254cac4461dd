import { randomInt, randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { type Agent, eventually, type Phone, PLEA, stack } from '../story/index.ts'
import { askingTheModel, rules, shopWithModel } from '../story/model.ts'
import { withinAMinute } from '../story/settings.ts'

const shop = stack(shopWithModel)
const MO = ['admin', 0] as const
const LONG = 300_000
const PHONE = { width: 360, height: 740 }

/** A customer whose order the model has looked up; one to whom it had no time to answer is none. */
function withAnOrder(): Promise<{ phone: Phone; number: number }> {
  return withinAMinute('an answer that the model had from the tool', async () => {
    const number = randomInt(10_000_000, 99_999_999)
    const phone = shop.phone()
    await phone.writes(`where is my order ${number}?`)
    await phone.isAnswered()
    const said = (await phone.got()).map(({ text }) => text)
    return said.includes(`Your order ${number} arrives on 2031-05-17.`) && { phone, number }
  })
}

async function opens(phone: Phone, admin: Agent): Promise<{ desk: Desk; card: Locator }> {
  const conversation = await phone.conversationId(admin)
  const desk = await shop.desk(...MO, STILL)
  await desk.signsIn()
  await desk.opens(conversation)
  return { desk, card: desk.page.getByRole('region', { name: /^Handoff #/ }) }
}

/** Which message has the focus, where it is one that is in view. */
const message = ({ page }: Desk): Promise<number | undefined> =>
  page.evaluate(() => {
    const focused = document.activeElement
    const seq = focused?.getAttribute('data-seq')
    if (!focused || !seq) return undefined
    const log = focused.closest('[role=log]')?.getBoundingClientRect()
    const own = focused.getBoundingClientRect()
    const isInView = log !== undefined && own.top >= log.top - 1 && own.bottom <= log.bottom + 1
    return isInView ? Number(seq) : undefined
  })

describe.runIf(HAS_DESK)('the handoff card', () => {
  beforeAll(async () => {
    await askingTheModel(await shop.agent(...MO), shop.outputs)
    await withAnOrder()
  }, LONG)

  it('shows which tool was asked for what, what it answered, and what came of it', async () => {
    const admin = await shop.agent(...MO)
    const { phone, number } = await withAnOrder()
    await phone.writes(PLEA)
    const { desk, card } = await opens(phone, admin)
    await card.getByText('Tools that were called').waitFor()
    const call = card.getByRole('listitem').filter({ hasText: 'order lookup' }).last()
    const asked = call.getByRole('group', { name: 'Asked with' })
    expect(await asked.locator('dd').allTextContents()).toEqual([`${number}`])
    const answered = call.getByRole('group', { name: 'Answered' })
    expect(await answered.locator('dt').allTextContents()).toContain('arrives')
    expect(await answered.locator('dd').allTextContents()).toContain('2031-05-17')
    expect(await card.textContent()).not.toContain('{')
    await card.getByText(/Answered from .*order lookup/).waitFor()
    await card.getByText(/^(Put together from the messages|Written by a model)/).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })

  it('leads from a number in the summary to its message, by keyboard and on a phone', async () => {
    const admin = await shop.agent(...MO)
    const { phone } = await withAnOrder()
    await phone.writes(PLEA)
    const { desk, card } = await opens(phone, admin)
    const { page } = desk
    const link = card.getByRole('button', { name: /^#1, show in the conversation/ }).first()
    await link.focus()
    await page.keyboard.press('Enter')
    await eventually('the message to have the focus', async () => (await message(desk)) === 1)

    await page.setViewportSize(PHONE)
    await page.locator('button', { hasText: 'Handoff' }).first().click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^#1, show in the conversation/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await eventually('the message to have the focus', async () => (await message(desk)) === 1)
  })

  it('owns up to calls that failed, and the bot’s message to a model that did', async () => {
    const admin = await shop.agent(...MO)
    const word = randomUUID()
    // It has a number where the tool wants words, again and again.
    const call = { kind: 'calls', name: 'order_lookup', arguments: { order: 7 } }
    await rules(shop.outputs, word, call)
    const phone = shop.phone()
    await phone.writes(`where is my parcel? ${word}`)
    await phone.isAnswered()
    await phone.writes(PLEA)
    const { desk, card } = await opens(phone, admin)
    const log = desk.page.getByLabel('Messages')
    await log.getByText(/The built-in evaluator decided in its place\./).waitFor()
    const failed = card.getByRole('listitem').filter({ hasText: 'order lookup' }).last()
    await failed.getByText('Failed', { exact: true }).waitFor()
    await failed.getByText('The model asked for it in a way that it does not allow.').waitFor()
    expect(await failed.getByRole('group', { name: 'Answered' }).count()).toBe(0)
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
