import type { BrowserContextOptions, Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Customer, eventually, PLEA, QUESTION, stack } from '../story/index.ts'

const baton = stack()

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabsTo(customer: Customer, what: string): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await customer.page.keyboard.press('Tab')
    if ((await focused(customer)) === what) return
  }
  throw new Error(`Tab never came to ${what}, but to ${await focused(customer)}`)
}

/** What the element with the focus is called, inside the widget too. */
function focused(customer: Customer): Promise<string | null | undefined> {
  return customer.page.evaluate(() => {
    const host = document.activeElement
    const element = host?.shadowRoot?.activeElement ?? host
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim()
  })
}

describe('the widget without a mouse', () => {
  it('is opened, written in, read and closed by keyboard alone', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await tabsTo(customer, 'Open chat')
    await customer.page.keyboard.press('Enter')
    await customer.panel.waitFor()
    expect(await focused(customer)).toBe('Write a message')
    await customer.page.keyboard.type(QUESTION)
    await customer.page.keyboard.press('Enter')
    await customer.readsAnswers(1)
    expect(await focused(customer)).toBe('Write a message')
    await customer.page.keyboard.type('two')
    await customer.page.keyboard.press('Shift+Enter')
    await customer.page.keyboard.type('lines')
    expect(await customer.field.inputValue()).toBe('two\nlines')
    // Where another story had visitors' files switched off, that is remembered for a minute.
    const mayAttach = (await customer.clip.count()) > 0
    for (const stop of [...(mayAttach ? ['Attach files'] : []), 'Conversation']) {
      await customer.page.keyboard.press('Shift+Tab')
      expect(await focused(customer)).toBe(stop)
    }
    const ring = await customer.panel
      .getByRole('log')
      .evaluate((log) => getComputedStyle(log).outlineStyle)
    expect(ring).toBe('solid')
    await customer.page.keyboard.press('Escape')
    await customer.panel.waitFor({ state: 'hidden' })
    expect(await focused(customer)).toBe('Open chat')
    await customer.page.keyboard.press('Space')
    await customer.panel.waitFor()
    expect(await customer.field.inputValue()).toBe('two\nlines')
  })

  it('keeps the focus inside where it covers the page', async () => {
    const viewport = { width: 360, height: 740 }
    const customer = await baton.customer({ viewport, reducedMotion: 'reduce' })
    await customer.visits()
    await customer.opensChat()
    expect(await customer.panel.getAttribute('aria-modal')).toBe('true')
    const { width, height } = (await customer.panel.boundingBox()) ?? {}
    expect({ width, height }).toEqual(viewport)
    for (let presses = 0; presses < 6; presses++) {
      await customer.page.keyboard.press('Tab')
      const inside = await customer.page.evaluate(
        () => document.activeElement?.localName === 'baton-chat',
      )
      expect(inside).toBe(true)
    }
  })

  it('speaks of what arrives, once, and not of what was there before', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    const log = customer.panel.getByRole('log')
    await customer.panel.locator('.log[aria-live=polite]').waitFor()
    await log.evaluate((element) => {
      const added: string[] = []
      Object.assign(window, { added })
      new MutationObserver((records) => {
        for (const record of records) {
          for (const node of record.addedNodes) added.push((node as HTMLElement).className)
        }
      }).observe(element, { childList: true })
    })
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    await customer.hasSent(QUESTION)
    const added = await customer.page.evaluate(
      () => (window as unknown as { added: string[] }).added,
    )
    expect(added).toEqual(['entry customer', 'entry bot'])
  })
})

describe('axe finds nothing wrong', () => {
  const looks: [string, BrowserContextOptions, Record<string, string>][] = [
    ['in light', { colorScheme: 'light' }, {}],
    ['in dark', { colorScheme: 'dark' }, {}],
    ['on a phone', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }, {}],
    ['from right to left', { colorScheme: 'light', locale: 'ar' }, { locale: 'ar' }],
    ['in a colour of the site', { colorScheme: 'light' }, { accent: '#ffd54a' }],
  ]

  it.each(looks)('%s', async (_, options, settings) => {
    const customer = await baton.customer({ ...options, reducedMotion: 'reduce' })
    await customer.visits(settings)
    expect(await customer.hasNoFaults()).toEqual([])
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    await customer.writes(PLEA)
    await customer.isTold(/./)
    await customer.context.setOffline(true)
    await customer.writes('still there?')
    await customer.panel.locator('.state', { hasText: /./ }).waitFor()
    expect(await customer.hasNoFaults()).toEqual([])
  })
})

describe('the conversation', () => {
  it('follows what is new, unless the customer has scrolled back', async () => {
    const customer = await baton.customer({ viewport: { width: 360, height: 420 } })
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    await customer.writes(PLEA)
    const last = customer.panel.locator('.entry.system').last()
    await last.waitFor()
    await eventually('the last line to be in view', () => isInView(last))
    await customer.panel.getByRole('log').evaluate((log) => log.scrollTo(0, 0))
    await customer.page.evaluate(() => new Promise(requestAnimationFrame))
    const agent = await baton.agent()
    await agent.takes(await agent.finds(await customer.conversationId()))
    await customer.panel.getByRole('button', { name: 'New messages' }).click()
    await eventually('the newest line to be in view', () =>
      isInView(customer.panel.locator('.entry.system').last()),
    )
  })
})

/** Whether this stands within the part of the log that is seen. */
function isInView(entry: Locator): Promise<boolean> {
  return entry.evaluate((element) => {
    const log = element.parentElement?.getBoundingClientRect()
    const own = element.getBoundingClientRect()
    return log !== undefined && own.top >= log.top - 1 && own.bottom <= log.bottom + 1
  })
}
