import { type Browser, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

let running: Promise<Browser> | undefined

/**
 * The browser of all stories, begun anew where it has gone. It ends with the process. Debian's Chromium;
 * `BATON_CHROMIUM` names another.
 */
export async function launched(): Promise<Browser> {
  const present = await running?.catch(() => undefined)
  if (present?.isConnected()) return present
  running = chromium.launch({
    executablePath: process.env.BATON_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  })
  return running
}
