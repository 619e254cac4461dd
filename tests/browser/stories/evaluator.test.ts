import { randomInt, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { type Agent, eventually, stack } from '../story/index.ts'
import {
  API_KEY,
  askingTheModel,
  endpoint,
  SIGNING_KEY,
  setsEvaluator,
  shopWithModel,
  tool,
  untouched,
} from '../story/model.ts'
import { opensSettings, refusal, withinAMinute } from '../story/settings.ts'

const baton = stack()
const shop = stack(shopWithModel)
const MO = ['admin', 0] as const
const LONG = 300_000

interface Evaluator {
  readonly kind: string
  readonly model?: string
  readonly url?: string
  readonly instructions: string
  readonly timeout_ms: number
  readonly api_key_set: boolean
  readonly tools: readonly { readonly name: string }[]
}

const evaluator = (agent: Agent) => agent.asks<Evaluator>('GET', '/v1/evaluator')

async function atTheEvaluator(options = {}): Promise<{ desk: Desk; admin: Agent }> {
  const admin = await shop.agent(...MO)
  const desk = await shop.desk(...MO, options)
  await desk.signsIn()
  await opensSettings(desk, shop.outputs.dashboard_url, 'evaluator')
  await desk.page.getByLabel('Kind').waitFor()
  return { desk, admin }
}

async function saves({ page }: Desk): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page
    .getByRole('status')
    .getByText(/^Saved/)
    .waitFor()
}

/** Presses Tab until the field of this name has the focus. */
async function tabsTo({ page }: Desk, label: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  for (let presses = 0; presses < 60; presses++) {
    if (await field.evaluate((it) => it === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${label}`)
}

describe.runIf(HAS_DESK)('the evaluator', () => {
  it(
    'is a model that an administrator sets, tries and gives a tool, and that then answers',
    async () => {
      await untouched(await shop.agent(...MO))
      const { desk, admin } = await atTheEvaluator()
      const { page } = desk
      await page.getByText('The built-in evaluator has no model to ask').waitFor()
      await page.getByLabel('Kind').selectOption('openai_compatible')
      await page.getByLabel('Model', { exact: true }).fill('small')
      await page.getByLabel('Endpoint', { exact: true }).fill(endpoint(shop.outputs))
      const key = page.getByLabel('Key of the endpoint', { exact: true })
      await page.getByText('No key is stored.').first().waitFor()

      // A wrong key is seen before it does harm.
      await key.fill('sk-wrong')
      const ask = page.getByRole('button', { name: 'Ask the model' })
      await ask.click()
      await page.getByText('The model refused.').waitFor()
      await page.getByText(/^401/).waitFor()
      expect(await evaluator(admin)).toMatchObject({ kind: 'embedded', api_key_set: false })

      await key.fill(API_KEY)
      await ask.click()
      await page.getByText('The model answered.', { exact: true }).waitFor()
      // With a question of one's own there is no article, and this model says so.
      await page.getByLabel('A question as a customer might ask it').fill('Are you open?')
      await ask.click()
      await page.getByText('The model answered by calling a person.').waitFor()
      await page.getByText('321 read, 45 written').waitFor()
      await saves(desk)
      expect(await evaluator(admin)).toMatchObject({
        kind: 'openai_compatible',
        model: 'small',
        url: endpoint(shop.outputs),
        api_key_set: true,
      })

      await page.reload()
      await page.getByText('A key is stored.').first().waitFor()
      expect(await key.inputValue()).toBe('')
      expect(await page.content()).not.toContain(API_KEY)

      await page.getByRole('button', { name: 'Add a tool' }).click()
      await page.getByLabel('Name', { exact: true }).fill('order_lookup')
      await page.getByLabel('What it does, for the model').fill('Finds an order by its number.')
      await page.getByLabel('Address', { exact: true }).fill(tool(shop.outputs))
      const signing = page.getByLabel('Key that calls of tools are signed with', { exact: true })
      await signing.fill(SIGNING_KEY)
      await saves(desk)
      await page
        .getByText(/Mo Model changed .*Tools/)
        .first()
        .waitFor()

      await withinAMinute('an answer that the model had from the tool', async () => {
        const number = randomInt(10_000_000, 99_999_999)
        const phone = shop.phone()
        await phone.writes(`where is my order ${number}?`)
        await phone.isAnswered()
        const said = (await phone.got()).map(({ text }) => text)
        return said.includes(`Your order ${number} arrives on 2031-05-17.`)
      })
    },
    LONG,
  )

  it('is set by keyboard alone', async () => {
    const admin = await shop.agent(...MO)
    await untouched(admin)
    const { desk } = await atTheEvaluator()
    const { page } = desk
    await tabsTo(desk, 'Kind')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await tabsTo(desk, 'Model')
    await page.keyboard.type('small')
    await tabsTo(desk, 'Endpoint')
    await page.keyboard.type(endpoint(shop.outputs))
    await tabsTo(desk, 'Key of the endpoint')
    await page.keyboard.type(API_KEY)
    await page.keyboard.press('Enter')
    await page
      .getByRole('status')
      .getByText(/^Saved/)
      .waitFor()
    expect(await evaluator(admin)).toMatchObject({ kind: 'openai_compatible', api_key_set: true })
    // In the question, Enter asks, and saves nothing.
    await tabsTo(desk, 'A question as a customer might ask it')
    await page.keyboard.type('Are you open?')
    await page.keyboard.press('Enter')
    await page.getByText(/^The model answered/).waitFor()
  })

  it('says what keeps a tool from being saved, where it is written', async () => {
    await untouched(await shop.agent(...MO))
    const { desk, admin } = await atTheEvaluator()
    const { page } = desk
    await page.getByRole('button', { name: 'Add a tool' }).click()
    const name = page.getByLabel('Name', { exact: true })
    await eventually('the new tool to have the focus', () =>
      name.evaluate((it) => it === document.activeElement),
    )
    await name.fill('order lookup')
    await page.getByText('Only letters, digits and underscores').waitFor()
    const schema = page.getByLabel('Arguments, as a JSON schema')
    await schema.fill('{ "type": ')
    await page.getByText('This is not JSON.').waitFor()
    await schema.fill('{ "type": "object", "properties": { "when": { "type": "date" } } }')
    await page.getByText('Its type is one of string, integer, number, boolean.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/things are to be mended/).waitFor()
    await eventually('the first of them to have the focus', () =>
      name.evaluate((it) => it === document.activeElement),
    )
    expect((await evaluator(admin)).tools).toEqual([])
  })

  it('shows at the field what the server refuses', async () => {
    await untouched(await shop.agent(...MO))
    const { desk, admin } = await atTheEvaluator()
    const { page } = desk
    await page.getByLabel('Kind').selectOption('bedrock')
    await page.getByLabel('Model', { exact: true }).fill('a-model')
    const region = page.getByLabel('Region', { exact: true })
    await region.fill('the moon')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('1 thing is to be mended.').waitFor()
    expect(await region.getAttribute('aria-invalid')).toBe('true')
    expect(await evaluator(admin)).toMatchObject({ kind: 'embedded' })
    await page.getByRole('button', { name: 'Discard my changes' }).click()
    expect(await page.getByLabel('Kind').inputValue()).toBe('embedded')
    // The browser says of the 422 that it failed.
    desk.troubles.length = 0
  })

  it('loses nothing when somebody else saves first, nor by a link that was hit', async () => {
    await untouched(await shop.agent(...MO))
    const { desk, admin } = await atTheEvaluator()
    const { page } = desk
    const words = page.getByLabel('When to call a person, in your own words')
    const mine = `Call a person for ${randomUUID()}.`
    await words.fill(mine)
    await page.getByRole('link', { name: 'Triggers' }).click()
    const asked = page.getByRole('dialog', { name: 'You have not saved this' })
    await asked.getByRole('button', { name: 'Go on editing' }).click()
    expect(await words.inputValue()).toBe(mine)

    await setsEvaluator(admin, { timeout_ms: 2_000 })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const conflict = page.getByRole('region', { name: 'Saved by somebody else' })
    await conflict.getByText('A decision may take, in seconds: 6 → 2').waitFor()
    await conflict.getByRole('button', { name: 'Keep mine' }).click()
    await saves(desk)
    expect(await evaluator(admin)).toMatchObject({ instructions: mine, timeout_ms: 2_000 })
    // The browser says of the 409 that it failed.
    desk.troubles.length = 0
  })

  it('is for leads to read, for administrators to set, and for agents neither', async () => {
    const desk = await baton.desk('lead', 1)
    await desk.signsIn()
    await opensSettings(desk, baton.outputs.dashboard_url, 'evaluator')
    await desk.page.getByText('An administrator can change this.').waitFor()
    await desk.page.getByText('The built-in evaluator alone').waitFor()
    expect(await desk.page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
    expect(await desk.page.getByRole('button', { name: 'Ask the model' }).count()).toBe(0)
    const [lead, agent] = [await baton.agent('lead'), await baton.agent('agent')]
    expect(await refusal(lead, 'PUT', '/v1/evaluator', { version: 0 })).toBe(403)
    expect(await refusal(lead, 'POST', '/v1/evaluator/test', {})).toBe(403)
    expect(await refusal(agent, 'GET', '/v1/evaluator')).toBe(403)

    const ben = await baton.desk('agent', 1)
    await ben.signsIn()
    await opensSettings(ben, baton.outputs.dashboard_url, 'evaluator')
    await ben.page.getByText('This page is not for you').waitFor()
  })

  it('has nothing wrong for axe with all of it open, in light and in dark', async () => {
    await askingTheModel(await shop.agent(...MO), shop.outputs)
    const { desk } = await atTheEvaluator(STILL)
    const { page } = desk
    await page.getByText('Advanced: what the endpoint wants').click()
    await page.getByRole('button', { name: 'Edit order_lookup' }).click()
    await page.getByLabel('Arguments, as a JSON schema').fill('{')
    await page.getByText('This is not JSON.').waitFor()
    await page.getByRole('button', { name: 'Ask the model' }).click()
    await page.getByText(/^The model answered/).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])

    const reader = await baton.desk('lead', 1, STILL)
    await reader.signsIn()
    await opensSettings(reader, baton.outputs.dashboard_url, 'evaluator')
    await reader.page.getByText('An administrator can change this.').waitFor()
    expect(await reader.hasNoFaults()).toEqual([])
  })
})
