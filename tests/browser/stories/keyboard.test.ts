import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { HAS_DESK } from '../story/desk.ts'
import { eventually, PLEA, QUESTION, stack } from '../story/index.ts'

const baton = stack()

/** Where the focus is: what it is called, and what it is. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
    return `${element?.localName} ${name}`
  })
}

/** Where the row leads that has the focus. */
const row = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.getAttribute('href'))

/** Waits until the focus is on what is called so. */
async function arrivesAt(page: Page, name: string): Promise<void> {
  await eventually(`the focus on ${name}`, async () => (await focused(page)).endsWith(name)).catch(
    async (error: unknown) => {
      throw new Error(`the focus is on ${await focused(page)}, not on ${name}`, { cause: error })
    },
  )
}

it.runIf(HAS_DESK)('an agent’s day goes by keyboard alone', { timeout: 180_000 }, async () => {
  const customer = await baton.customer()
  await customer.visits()
  await customer.opensChat()
  await customer.writes(QUESTION)
  await customer.readsAnswers(1)
  await customer.writes(PLEA)
  const conversation = await customer.conversationId()
  const desk = await baton.desk('agent', 2)
  await desk.signsIn()
  const { page } = desk
  const { keyboard } = page
  await desk.row(conversation).waitFor()

  // The first stop leads past the navigation, to the page itself.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await keyboard.press('Tab')
  expect(await focused(page)).toBe('a Skip to the page')
  await keyboard.press('Enter')

  // Down the list until the row is reached; the row itself takes the focus.
  const link = `/conversations/${conversation}`
  for (let steps = 0; steps < 20; steps++) {
    const before = await row(page)
    await keyboard.press('j')
    // One that was out of view is drawn first.
    await eventually('the next row to have the focus', async () => (await row(page)) !== before)
    if ((await row(page)) === link) break
  }
  expect(await row(page)).toBe(link)

  // T takes, and leads to where one writes.
  await keyboard.press('t')
  await customer.isTold(`Now speaking with ${desk.name}`)
  await page.waitForURL(`**${link}`)
  await arrivesAt(page, 'Reply to the customer')
  await keyboard.type('Hello from the keyboard')
  await keyboard.press('Control+Enter')
  await customer.reads('Hello from the keyboard', 'agent')

  // N notes. Escape leaves the field, so that letters are keys again.
  await keyboard.press('Escape')
  await keyboard.press('n')
  await arrivesAt(page, 'Note for teammates')
  await keyboard.type('Asks about a parcel')
  await keyboard.press('Control+Enter')
  await desk.reads('Asks about a parcel')
  await keyboard.press('Escape')
  await keyboard.press('r')
  await arrivesAt(page, 'Reply to the customer')
  await keyboard.press('Escape')

  // ? helps, and Escape gives the focus back.
  await keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  // B gives back to the bot, once it is confirmed.
  await keyboard.press('b')
  await page.getByRole('dialog', { name: 'Return to the bot?' }).waitFor()
  await keyboard.press('Enter')
  await page.getByText('The bot answers', { exact: true }).first().waitFor()

  // The palette does what has no key: it escalates by hand.
  await desk.commands('Escalate')
  await page.getByRole('dialog', { name: 'Escalate' }).locator('textarea:focus').waitFor()
  await keyboard.type('I promised to call back')
  for (let stops = 0; stops < 6; stops++) {
    await keyboard.press('Tab')
    if ((await focused(page)) === 'button Escalate and take') break
  }
  await keyboard.press('Enter')
  await page.getByText('You have it', { exact: true }).first().waitFor()

  // The palette finds the marks as well, though one types at once, and E closes.
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await keyboard.press('Control+k')
  await keyboard.type('should have come earlier')
  await page.getByRole('option', { name: /should have come earlier$/, selected: true }).waitFor()
  await keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Mark this escalation' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await keyboard.press('e')
  await page.getByRole('dialog', { name: 'Close this conversation?' }).waitFor()
  await keyboard.press('Enter')
  await page.getByText('Closed', { exact: true }).first().waitFor()

  // And Escape leads back to the list.
  await keyboard.press('Escape')
  await page.waitForURL('**/escalations*')
})
