// Scrolls 5,000 escalations and 10,000 messages in a real browser, with frames coming in, and prints the
// longest tasks of the page's main thread beside those of 100 of each. Times tell of the machine, so none
// fails it; what does is a page that holds more elements for many than for few, which is what would make
// it slow. The built page is served from dist/; what the API would answer is made here, so that no stack
// needs to hold so much.
//
//   npm run build -w desk && npm run bench -w desk
//
// BATON_CHROMIUM names another browser than /usr/bin/chromium.
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

/** Longer than this, and a person sees the page stand still. */
const NOTICED_MS = 50
const FEW = 100
const ESCALATIONS = 5_000
const MESSAGES = 10_000
/** How many times the elements for few a page may hold for many: rows differ in what they show. */
const MARGIN = 1.5
let escalations = 0
let messages = 0
const ORIGIN = 'http://localhost:4999'
const API = 'http://localhost:4998'
const TYPES = { js: 'text/javascript', css: 'text/css', html: 'text/html', svg: 'image/svg+xml' }

const me = {
  id: 'agt_me',
  name: 'Ana Souza',
  role: 'lead',
  presence: 'online',
  capacity: 50,
  active: 0,
  version: 1,
  email: 'ana@demo.example',
  email_notifications: false,
  tenant_id: 'demo',
}
const at = (secondsAgo) => new Date(Date.now() - secondsAgo * 1000).toISOString()
const contact = (n) => ({ id: `ctc_${n}`, name: `Customer ${n}`, address: `1555${n}` })
const escalation = (n, version = 1) => ({
  id: `esc_${n}`,
  version,
  conversation_id: `cnv_${n}`,
  connection_id: 'con_1',
  contact: contact(n),
  channel: ['whatsapp', 'widget', 'instagram', 'messenger'][n % 4],
  reason: ['customer_request', 'keyword', 'low_confidence'][n % 3],
  reason_text: 'The customer asks for a person.',
  type: ['general', 'billing', 'refund'][n % 3],
  urgency: ['low', 'medium', 'high'][n % 3],
  status: 'queued',
  assignee: null,
  assigned_by: null,
  group: null,
  ticket: n,
  ticket_id: `tkt_${n}`,
  created_at: at(n),
  queued_at: at(n),
  taken_at: null,
  ended_at: null,
  wait_seconds: n,
  window_expires_at: at(n - 86_400),
  sla_due_at: at(n - 900),
})
const message = (seq, version = 1) => ({
  id: `msg_${seq}`,
  conversation_id: 'cnv_1',
  seq,
  version,
  author: seq % 3 ? { kind: 'customer' } : { kind: 'agent', id: 'agt_me', name: 'Ana Souza' },
  kind: 'text',
  text: `Message ${seq}. ${'It says a little more than that. '.repeat(seq % 5)}`,
  status: seq % 3 ? 'received' : 'delivered',
  created_at: at((messages - seq) * 60),
})
const conversation = () => ({
  id: 'cnv_1',
  version: 1,
  connection_id: 'con_1',
  channel: 'whatsapp',
  contact: contact(1),
  profile: { ...contact(1), locale: 'en', attributes: {}, verified: {}, told: {} },
  bot_spent: { tokens: 0, cost_micros: 0 },
  variables: {},
  escalation: null,
  mode: 'bot',
  owner: { kind: 'bot' },
  last_seq: messages,
  preview: null,
  created_at: at(900_000),
  last_activity_at: at(60),
  last_customer_at: at(60),
  unanswered_since: null,
  window_expires_at: at(-80_000),
})
const token = `x.${Buffer.from(JSON.stringify({ exp: Math.floor(Date.now() / 1000) + 3600 })).toString('base64url')}.x`

function answer(url) {
  const page = (all, size) => {
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const next = from + size
    return { items: all(from, next), next_cursor: next < escalations ? String(next) : null }
  }
  switch (url.pathname) {
    case '/':
      return { AuthenticationResult: { IdToken: token } }
    case '/v1/me':
      return me
    case '/v1/stats/live':
      return {
        total: 9,
        active: 9,
        queued: 9,
        open: 0,
        resolved: 0,
        closed: 0,
        resolution_rate: null,
        longest_wait_seconds: 90,
        window_hours: 24,
      }
    case '/v1/ws-tickets':
      return { ticket: 't', expires_at: at(-60) }
    case '/v1/escalations':
      return page(
        (from, to) => Array.from({ length: to - from }, (_, i) => escalation(from + i + 1)),
        100,
      )
    case '/v1/conversations/cnv_1':
      return conversation()
    case '/v1/conversations/cnv_1/messages': {
      const limit = Number(url.searchParams.get('limit') ?? 25)
      const before = Number(url.searchParams.get('before') ?? messages + 1)
      const first = Math.max(1, before - limit)
      return {
        items: Array.from({ length: before - first }, (_, i) => message(first + i)),
        next_cursor: first > 1 ? String(first) : null,
      }
    }
    default:
      return undefined
  }
}

/** Whether a thread is that of the page: the one that did most. */
function isOfPage(events, { pid, tid }) {
  const count = (p, t) => events.filter((event) => event.pid === p && event.tid === t).length
  const threads = events.filter(
    (event) => event.name === 'thread_name' && event.args.name === 'CrRendererMain',
  )
  return threads.every((other) => count(pid, tid) >= count(other.pid, other.tid))
}

const browser = await chromium.launch({
  executablePath: process.env.BATON_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
let failed = false
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/config.json') {
      return route.fulfill({
        json: {
          api_url: API,
          ws_url: 'ws://localhost:4997',
          hosted_page_url: API,
          issuer: API,
          client_id: 'c',
        },
      })
    }
    const file =
      pathname.startsWith('/assets/') || pathname === '/icon.svg' ? pathname.slice(1) : 'index.html'
    const body = readFileSync(new URL(`../dist/${file}`, import.meta.url))
    return route.fulfill({ body, contentType: TYPES[file.split('.').at(-1)] })
  })
  await context.route(`${API}/**`, (route) => {
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
    }
    if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers })
    const json = answer(new URL(route.request().url()))
    return route.fulfill(
      json
        ? { json, headers }
        : {
            status: 404,
            headers,
            json: { type: '/problems/not-found', title: '', detail: '', status: 404 },
          },
    )
  })
  let send = () => undefined
  await context.routeWebSocket('ws://localhost:4997/**', (socket) => {
    send = (frame) => socket.send(JSON.stringify(frame))
  })
  await context.addInitScript(() => localStorage.setItem('baton.refresh_token', 'r'))
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(error))

  const elements = () => page.evaluate(() => document.querySelectorAll('*').length)

  /** Scrolls, and tells how many elements the page held at the most. */
  const measure = async (name, place, frames) => {
    await page.mouse.move(800, 500)
    await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
    let most = 0
    for (let step = 0; step < 60; step++) {
      await page.mouse.wheel(0, place)
      if (step % 4 === 0) frames(step)
      await page.waitForTimeout(16)
      if (step % 10 === 0) most = Math.max(most, await elements())
    }
    await page.waitForTimeout(500)
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
    const main = traceEvents.find(
      (event) =>
        event.name === 'thread_name' &&
        event.args.name === 'CrRendererMain' &&
        isOfPage(traceEvents, event),
    )
    const tasks = traceEvents
      .filter(
        (event) =>
          event.name.endsWith('RunTask') && event.pid === main.pid && event.tid === main.tid,
      )
      .map((event) => (event.tdur ?? event.dur ?? 0) / 1000)
      .sort((a, b) => b - a)
    const of = (share) => tasks[Math.floor(tasks.length * share)]?.toFixed(1)
    const over = tasks.filter((duration) => duration > NOTICED_MS).length
    console.log(
      `scrolling ${name}: ${most} elements, ${tasks.length} tasks, half under ${of(0.5)} ms, ` +
        `99 of 100 under ${of(0.01)}, the longest ${of(0)}, ${over} over ${NOTICED_MS}`,
    )
    return most
  }

  const queue = async (count) => {
    escalations = count
    const started = Date.now()
    await page.goto(`${ORIGIN}/escalations`)
    await page
      .getByRole('button', { name: `Waiting ${count}` })
      .first()
      .waitFor({ timeout: 60_000 })
    console.log(`${count} escalations read in ${Date.now() - started} ms`)
    await page.waitForTimeout(1_000)
    return measure(`${count} escalations`, 700, (step) => {
      const n = (step % count) + 1
      send({
        type: 'escalation.upserted',
        id: `esc_${n}`,
        version: step + 2,
        data: escalation(n, step + 2),
      })
    })
  }

  const thread = async (count) => {
    messages = count
    await page.goto(`${ORIGIN}/conversations/cnv_1`)
    await page.getByText(`Message ${count}.`).waitFor({ timeout: 30_000 })
    const log = page.getByRole('log')
    const begun = Date.now()
    const start = page.getByText('The conversation begins here')
    while (!(await start.isVisible())) {
      if (Date.now() - begun > 120_000) throw new Error('the first message did not come into view')
      await log.evaluate((element) => {
        element.scrollTop = 0
      })
      await page.waitForTimeout(30)
    }
    console.log(`${count} messages read back in ${Date.now() - begun} ms`)
    return measure(`${count} messages`, 900, (step) => {
      const seq = (step % 40) + 1
      send({
        type: 'message.status',
        id: `msg_${seq}`,
        version: step + 2,
        data: message(seq, step + 2),
      })
    })
  }

  for (const [what, scroll, many] of [
    ['escalations', queue, ESCALATIONS],
    ['messages', thread, MESSAGES],
  ]) {
    const few = await scroll(FEW)
    const most = await scroll(many)
    if (most > few * MARGIN) {
      failed = true
      console.error(`${most} elements for ${many} ${what}, but ${few} for ${FEW}`)
    }
  }
} finally {
  await browser.close()
}
if (failed) process.exit(1)
