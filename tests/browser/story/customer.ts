import type { BrowserContext, Locator, Page, WebSocketRoute } from 'playwright-core'
import { faults } from './axe.ts'
import { carried, type NamedFile, payload } from './files.ts'
import type { Outputs } from './outputs.ts'
import { watched } from './page.ts'
import { eventually } from './wait.ts'

/** A customer with a browser of their own, on the demo's website. */
export class Customer {
  /** What went wrong on their pages that nobody would see. */
  readonly troubles: string[]
  /** Their conversation, where a story asked for it. */
  begun: string | undefined

  constructor(
    private readonly outputs: Outputs,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.troubles = watched(page)
  }

  /** Opens a page of the website, with these settings of the widget. */
  async visits(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const query = new URLSearchParams(settings)
    await this.page.goto(`${this.outputs.widget_url}/demo.html?${query}`)
    await this.launcher.waitFor()
  }

  /** The same customer in another tab. */
  async opensTab(): Promise<Customer> {
    const other = new Customer(this.outputs, this.context, await this.context.newPage())
    await other.visits()
    return other
  }

  get launcher(): Locator {
    return this.page.locator('baton-chat .launcher')
  }

  get panel(): Locator {
    return this.page.getByRole('dialog')
  }

  get field(): Locator {
    return this.panel.getByRole('textbox')
  }

  async opensChat(): Promise<void> {
    await this.launcher.click()
    await this.panel.waitFor()
  }

  async closesChat(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Close chat' }).click()
    await this.panel.waitFor({ state: 'hidden' })
  }

  async writes(text: string): Promise<void> {
    await this.field.fill(text)
    await this.field.press('Enter')
  }

  /** The button that attaches files; there where the company takes some. */
  get clip(): Locator {
    return this.panel.getByRole('button', { name: 'Attach files' })
  }

  /** Chooses a file, which goes with what they write next. */
  async attaches(file: NamedFile): Promise<void> {
    await this.clip.waitFor()
    await this.panel.locator('input[type=file]').setInputFiles(payload(file))
  }

  /** Lets a file fall on the conversation. */
  async drops(file: NamedFile): Promise<void> {
    const dataTransfer = await carried(this.page, file)
    const sign = this.panel.getByText('Drop files to attach them')
    await this.panel.dispatchEvent('dragover', { dataTransfer })
    await sign.waitFor()
    await this.panel.dispatchEvent('drop', { dataTransfer })
    await sign.waitFor({ state: 'hidden' })
  }

  /** Pastes a file, with these words where there are some; whether it was taken. */
  async pastes(file: NamedFile, words = ''): Promise<boolean> {
    const clipboard = await carried(this.page, file, words)
    return this.field.evaluate((field, clipboardData) => {
      const pasted = { clipboardData, bubbles: true, composed: true, cancelable: true }
      return !field.dispatchEvent(new ClipboardEvent('paste', pasted))
    }, clipboard)
  }

  /** Waits until somebody other than the customer has said this. */
  async reads(words: string | RegExp, from: 'bot' | 'agent' | 'system' = 'bot'): Promise<void> {
    await this.panel.locator(`.entry.${from} .words`, { hasText: words }).first().waitFor()
  }

  /** Waits until the bot has answered in this conversation so often. */
  async readsAnswers(count: number): Promise<void> {
    // The greeting is the first.
    await this.panel.locator('.entry.bot').nth(count).waitFor()
  }

  /** Waits until their only message of these words is marked as sent; the last, where they wrote it again. */
  async hasSent(text: string, again = false): Promise<void> {
    const entries = this.panel.locator('.entry.customer', { hasText: text })
    const entry = again ? entries.last() : entries
    await eventually(`${text} to be sent`, async () => {
      const meta = await entry.locator('.meta').textContent()
      return meta !== null && !/Sending|Waiting|Not sent/.test(meta)
    })
  }

  /** The banner over the conversation, once it says this. */
  async isTold(words: string | RegExp): Promise<void> {
    await this.panel.locator('.speaker', { hasText: words }).waitFor()
  }

  /** All that is shown of the conversation, without the greeting: who, and what. */
  async thread(): Promise<string[]> {
    return this.panel.locator('.entry').evaluateAll((entries) =>
      entries.slice(1).map((entry) => {
        const who = ['customer', 'bot', 'agent', 'system'].find((it) =>
          entry.classList.contains(it),
        )
        return `${who}: ${entry.querySelector('.words')?.textContent}`
      }),
    )
  }

  /** The conversation's id, once there is a session. */
  async conversationId(): Promise<string> {
    this.begun = await eventually('a session', () => this.knownConversation())
    return this.begun
  }

  /** The conversation that began here, whether the story asked for it or not. */
  async whatBegan(): Promise<string | undefined> {
    // Where the page is gone, nobody can say.
    this.begun ??= await this.knownConversation().catch(() => undefined)
    return this.begun
  }

  private knownConversation(): Promise<string | undefined> {
    const read = (): string | undefined => {
      const key = Object.keys(localStorage).find((it) => it.endsWith(':session'))
      const kept = key === undefined ? null : localStorage.getItem(key)
      return kept === null ? undefined : (JSON.parse(kept).conversation_id as string)
    }
    return this.page.locator(':root').evaluate(read, undefined, { timeout: 5_000 })
  }

  /** Logs in to the website, which tells the widget what the company signed of them. */
  async logsIn(signed: { payload: string; signature: string }): Promise<void> {
    await this.page.evaluate((signed) => {
      const widget = (window as unknown as { BatonWidget: { identify: (it: object) => void } })
        .BatonWidget
      widget.identify(signed)
    }, signed)
    // What is written before that is heard, but proves nothing.
    await eventually('a session that is proved', () =>
      this.page.evaluate(() => {
        const key = Object.keys(localStorage).find((it) => it.endsWith(':session')) ?? ''
        return JSON.parse(localStorage.getItem(key) ?? '{}').proved as string | undefined
      }),
    )
  }

  /** Makes the session's token one that the API refuses. */
  async hasARefusedSession(): Promise<void> {
    await this.page.evaluate(() => {
      const key = Object.keys(localStorage).find((it) => it.endsWith(':session')) ?? ''
      const session = JSON.parse(localStorage.getItem(key) ?? '{}')
      localStorage.setItem(key, JSON.stringify({ ...session, session_token: 'v1.e30.e30' }))
    })
  }

  /** Puts somebody between the page and the WebSocket; call before the page is opened. */
  async isHeardThrough(between: (page: WebSocketRoute) => void): Promise<void> {
    await this.page.routeWebSocket(/ticket=/, between)
  }

  /** Lets no list of messages through any more: only the WebSocket tells. */
  async hearsOnlyTheSocket(): Promise<void> {
    await this.page.route(/\/widget\/messages\?/, (route) => route.abort())
  }

  async hasNoFaults(): Promise<string[]> {
    return faults(this.page)
  }
}
