import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { faults } from './axe.ts'
import { carried, isLoaded, type NamedFile, payload } from './files.ts'
import type { Login, Outputs } from './outputs.ts'
import { watched } from './page.ts'

/** Whether this checkout has the agents' page. */
export const HAS_DESK = existsSync(
  fileURLToPath(new URL('../../../dashboard/desk/package.json', import.meta.url)),
)

export type Theme = 'light' | 'dark'

/** Where the desk keeps what the next tab is signed in with. */
const REFRESH_TOKEN = 'baton.refresh_token'
/** What it kept there of those who have signed in before, by their email. */
const signedIn = new Map<string, string>()

/** How a page is opened whose colours are looked at: they change at once. */
export const STILL = { reducedMotion: 'reduce' } as const

/** Waits, in the page, until it is drawn in its new colours and nothing changes any more. */
async function recoloured(): Promise<void> {
  const drawn = () =>
    new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)))
  const changing = () => document.getAnimations().filter((it) => it instanceof CSSTransition)
  await drawn()
  // One after the other: what inherits a colour begins to change when its parent has changed.
  while (changing().length > 0) {
    await Promise.allSettled(changing().map((it) => it.finished))
    await drawn()
  }
}

/** An agent at the desk, with a browser of their own. */
export class Desk {
  readonly troubles: string[]

  constructor(
    private readonly outputs: Outputs,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly login: Login,
  ) {
    this.troubles = watched(page)
  }

  get name(): string {
    return this.login.name
  }

  /**
   * Signs in, and arrives at the escalations, the newest first. Who has not signed in before, or was
   * signed out since, does so on the user pool's own page; others begin as a new tab does.
   */
  async signsIn(): Promise<void> {
    const { page, address } = this
    const kept = signedIn.get(this.login.email)
    if (kept !== undefined) {
      // A file of the desk's own origin, in which nothing runs.
      await page.goto(`${address}/config.json`)
      await page.evaluate(([name, token]) => localStorage.setItem(name, token), [
        REFRESH_TOKEN,
        kept,
      ] as const)
    }
    await page.goto(`${address}/escalations?sort=newest`)
    const signIn = page.getByRole('button', { name: 'Sign in' })
    await signIn.or(this.within).first().waitFor()
    if (await signIn.isVisible()) {
      // The browser says of a refused token that it failed.
      if (kept !== undefined) this.troubles.length = 0
      await signIn.click()
      await this.signsInOnThePoolsPage()
      await this.isIn()
      const token = await page.evaluate((name) => localStorage.getItem(name), REFRESH_TOKEN)
      if (token !== null) signedIn.set(this.login.email, token)
    }
  }

  /** What is there for who is signed in, whatever the language. */
  private get within(): Locator {
    return this.page.locator('a[href="/escalations"]').first()
  }

  /** Waits until somebody is signed in, whatever the language. */
  async isIn(): Promise<void> {
    await this.within.waitFor()
  }

  /** Enters email and password where the pool asks for them. */
  async signsInOnThePoolsPage(): Promise<void> {
    await this.page.locator('input[name=username]').fill(this.login.email)
    await this.page.locator('input[name=password]').fill(this.login.password)
    await this.page.locator('button[type=submit]').click()
  }

  get id(): string {
    return this.login.id
  }

  /** Where the desk is served. */
  get address(): string {
    return this.outputs.dashboard_url
  }

  /** The same agent in another tab, signed in already. */
  async opensTab(path = '/escalations'): Promise<Desk> {
    const other = new Desk(this.outputs, this.context, await this.context.newPage(), this.login)
    await other.page.goto(`${this.outputs.dashboard_url}${path}`)
    await other.isIn()
    return other
  }

  /** The row of a conversation on the escalations page. */
  row(conversationId: string): Locator {
    const link = this.page.locator(`a[href="/conversations/${conversationId}"]`)
    return this.page.getByRole('row').filter({ has: link })
  }

  /** Takes a conversation, and waits for the answer: who leaves the page before may not have it. */
  async takes(conversationId: string): Promise<void> {
    const take = this.row(conversationId).getByRole('button', { name: /^Take/ })
    await take.click()
    await take.waitFor({ state: 'hidden' })
  }

  async opens(conversationId: string): Promise<void> {
    await this.page.goto(`${this.outputs.dashboard_url}/conversations/${conversationId}`)
    await this.page.getByRole('heading', { name: 'Handoff' }).waitFor()
  }

  /** Waits until these words stand in the conversation that is open. */
  async reads(words: string): Promise<void> {
    await this.page.getByLabel('Messages').getByText(words, { exact: true }).first().waitFor()
  }

  get field(): Locator {
    return this.page.getByRole('textbox', { name: 'Reply to the customer' })
  }

  async replies(text: string): Promise<void> {
    await this.field.fill(text)
    await this.field.press('Control+Enter')
  }

  /** Does what has this name in the palette, by keyboard. */
  async commands(what: string): Promise<void> {
    const { keyboard } = this.page
    const palette = this.page.getByRole('dialog')
    await keyboard.press('Control+k')
    await palette.locator('[role=combobox]:focus').waitFor()
    await keyboard.type(what)
    await palette.getByRole('option', { name: what, exact: true, selected: true }).waitFor()
    await keyboard.press('Enter')
  }

  /** Waits until the desk hears, and is heard, at once. */
  async isConnected(): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: 'Up to date' }).waitFor()
  }

  /** Lets a file fall on the conversation. */
  async drops(file: NamedFile): Promise<void> {
    const dataTransfer = await carried(this.page, file)
    const log = this.page.getByLabel('Messages')
    await log.dispatchEvent('dragover', { dataTransfer })
    await this.page.getByText('Drop files to attach them').waitFor()
    await log.dispatchEvent('drop', { dataTransfer })
  }

  /** Chooses a file, which goes with the next reply. */
  async attaches(file: NamedFile): Promise<void> {
    await this.page.getByRole('button', { name: 'Attach files' }).waitFor()
    await this.page.locator('input[type=file]').setInputFiles(payload(file))
  }

  /** The picture with this text, once it is there to be seen. */
  async sees(alt: string): Promise<Locator> {
    const picture = this.page.getByLabel('Messages').getByRole('img', { name: alt, exact: true })
    await isLoaded(picture)
    return picture
  }

  async returnsToBot(): Promise<void> {
    await this.page.getByRole('button', { name: 'Return to bot' }).first().click()
    await this.page.getByRole('dialog').getByRole('button', { name: 'Return to bot' }).click()
  }

  /**
   * What axe finds wrong with what is shown, in light and in dark: the page follows the system while
   * it is open, so nothing is loaded twice. For a desk that was asked for with `STILL`.
   */
  async hasNoFaults(themes: readonly Theme[] = ['light', 'dark']): Promise<string[]> {
    const found: string[] = []
    for (const colorScheme of themes) {
      await this.page.emulateMedia({ colorScheme })
      await this.page.locator(colorScheme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor()
      await this.page.evaluate(recoloured)
      found.push(...(await faults(this.page)).map((fault) => `in ${colorScheme}: ${fault}`))
    }
    return found
  }
}
