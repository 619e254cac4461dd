import type { Page } from 'playwright-core'
import { PATIENCE } from './wait.ts'

/** Lists what goes wrong on a page that nobody would see. */
export function watched(page: Page): string[] {
  const troubles: string[] = []
  page.setDefaultTimeout(PATIENCE)
  page.on('pageerror', (error) => troubles.push(String(error)))
  page.on('console', (message) => {
    const [said, from] = [message.text(), message.location().url]
    // What the browser itself says of a network that is down is no trouble of the page, nor is that
    // the local user pool's page has no icon.
    const isOurs = !said.includes('net::ERR_') && !from.endsWith('/favicon.ico')
    if (message.type() === 'error' && isOurs) troubles.push(`${said} (${from})`)
  })
  return troubles
}
