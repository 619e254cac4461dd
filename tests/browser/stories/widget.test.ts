import { randomUUID } from 'node:crypto'
import type { WebSocketRoute } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Agent, type Customer, eventually, PLEA, QUESTION, stack } from '../story/index.ts'
import { shop } from '../story/shop.ts'

const baton = stack()

/** A customer whose conversation this agent has taken. */
async function handed(customer: Customer, agent: Agent) {
  await customer.opensChat()
  await customer.writes(PLEA)
  const conversation = await customer.conversationId()
  const escalation = await agent.finds(conversation)
  await agent.takes(escalation)
  await customer.isTold(`Now speaking with ${agent.name}`)
  return { conversation, escalation }
}

describe('the widget', () => {
  it('tells the whole story of a handoff, live', async () => {
    const customer = await baton.customer()
    const agent = await baton.agent()
    await customer.visits()
    await customer.opensChat()

    await customer.writes(QUESTION)
    await customer.reads('parcel')
    await customer.writes(PLEA)
    await customer.isTold('I am connecting you with a person. The wait is about')
    const conversation = await customer.conversationId()
    const escalation = await agent.finds(conversation)
    expect(escalation.status).toBe('queued')

    await agent.takes(escalation)
    await customer.isTold(`Now speaking with ${agent.name}`)

    await customer.hearsOnlyTheSocket()
    await eventually('somebody to be seen typing', async () => {
      // Who goes on typing says so again.
      await agent.types(conversation)
      await customer.panel.getByText('is typing…').waitFor({ timeout: 3_000 })
      return true
    })
    await agent.replies(conversation, 'Hello, I have your parcel before me.')
    await customer.reads('Hello, I have your parcel before me.', 'agent')
    await customer.isTold(`You are speaking with ${agent.name}`)
    await customer.panel.getByText('is typing…').waitFor({ state: 'detached' })
    await customer.page.unroute(/\/widget\/messages\?/)

    await customer.writes('Thank you!')
    await customer.hasSent('Thank you!')
    await agent.returnsToBot(escalation)
    await customer.writes(QUESTION)
    await customer.readsAnswers(2)
    await customer.panel.locator('.speaker').waitFor({ state: 'hidden' })
  })

  it('asks nothing of the API before it is opened', async () => {
    const customer = await baton.customer()
    const asked: string[] = []
    customer.page.on('request', (request) => asked.push(request.url()))
    await customer.visits()
    await customer.page.waitForLoadState('networkidle')
    expect(asked.filter((url) => url.startsWith(baton.outputs.api_url))).toEqual([])
    expect(await customer.context.cookies()).toEqual([])
  })

  it('keeps its session across pages, and across tabs', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    const before = await customer.conversationId()
    const said = await customer.thread()

    await customer.visits({ page: 'returns' })
    await customer.opensChat()
    await customer.readsAnswers(1)
    expect(await customer.conversationId()).toBe(before)
    expect(await customer.thread()).toEqual(said)

    const other = await customer.opensTab()
    await other.opensChat()
    await other.writes('how do I return an item?')
    await other.readsAnswers(2)
    await customer.readsAnswers(2)
    await eventually('the same in both', async () => {
      const [one, another] = [await customer.thread(), await other.thread()]
      return one.length === said.length + 2 && one.join('\n') === another.join('\n')
    })
    expect(await customer.context.cookies()).toEqual([])
  })

  it('begins anew where its session is refused, and loses nothing that was not accepted', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    const before = await customer.conversationId()
    await customer.hasARefusedSession()
    await customer.writes('how do I return an item?')
    await customer.readsAnswers(1)
    await eventually('a new conversation', async () => (await customer.conversationId()) !== before)
    await customer.hasSent('how do I return an item?')
    expect((await customer.thread())[0]).toBe('customer: how do I return an item?')
    customer.troubles.length = 0
  })

  it('sends what was written offline, in order and once', async () => {
    const customer = await baton.customer()
    const agent = await baton.agent()
    await customer.visits()
    const { conversation } = await handed(customer, agent)
    const words = ['one', 'two', 'three'].map((it) => `${it} ${randomUUID()}`)

    await customer.context.setOffline(true)
    for (const text of words) await customer.writes(text)
    await customer.panel.getByText('Waiting for connection').nth(2).waitFor()
    await customer.panel.getByText('No connection.').waitFor()
    await customer.context.setOffline(false)
    for (const text of words) await customer.hasSent(text)

    const arrived = await eventually('all three to arrive', async () => {
      const texts = (await agent.reads(conversation)).map((it) => it.text ?? '')
      const own = texts.filter((it) => words.includes(it))
      return own.length >= words.length && own
    })
    expect(arrived).toEqual(words)
  })

  it('sends once what it sent twice, because the answer was lost', async () => {
    const customer = await baton.customer()
    const agent = await baton.agent()
    await customer.visits()
    const { conversation } = await handed(customer, agent)
    let lost = 0
    await customer.page.route(/\/widget\/messages$/, async (route) => {
      if (route.request().method() !== 'POST' || lost > 1) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    const text = `only once ${randomUUID()}`
    await customer.writes(text)
    await customer.hasSent(text)
    const later = `and then ${randomUUID()}`
    await customer.writes(later)
    await customer.hasSent(later)
    const own = await eventually('both to arrive', async () => {
      const texts = (await agent.reads(conversation)).map((it) => it.text)
      return texts.includes(later) && texts
    })
    expect(lost).toBe(2)
    expect(own.filter((it) => it === text)).toHaveLength(1)
    expect((await customer.thread()).filter((it) => it.includes(text))).toHaveLength(1)
  })

  it('says what was refused, and sends it when asked to try again', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.page.route(
      /\/widget\/messages$/,
      (route) => route.fulfill({ status: 422, headers: { 'access-control-allow-origin': '*' } }),
      { times: 1 },
    )
    await customer.writes(QUESTION)
    await customer.panel.getByText('Not sent').waitFor()
    expect(await customer.hasNoFaults()).toEqual([])
    await customer.panel.getByRole('button', { name: 'Try again' }).click()
    await customer.readsAnswers(1)
    expect(await customer.panel.locator('.entry.customer').count()).toBe(1)
    customer.troubles.length = 0
  })

  it('says so where there is no such widget', async () => {
    const customer = await baton.customer()
    await customer.visits({ connection: 'con_01ARZ3NDEKTSV4RRFFQ69G5FAV' })
    await customer.opensChat()
    await customer.panel.getByText('This chat is not available at the moment.').waitFor()
    expect(await customer.field.count()).toBe(0)
    customer.troubles.length = 0
  })

  it('goes on without its socket, and with it again', async () => {
    const customer = await baton.customer()
    const agent = await baton.agent()
    const sockets: WebSocketRoute[] = []
    let refused = 0
    let cut = false
    await customer.isHeardThrough((socket) => {
      if (cut) {
        refused += 1
        void socket.close({ code: 1011 })
      } else {
        sockets.push(socket)
        socket.connectToServer()
      }
    })
    await customer.visits()
    const { conversation } = await handed(customer, agent)
    cut = true
    await sockets.at(-1)?.close({ code: 1001 })
    await eventually('an attempt to come back', async () => refused > 0)
    await agent.replies(conversation, 'said while the socket was away')
    await customer.reads('said while the socket was away', 'agent')
    const before = sockets.length
    cut = false
    await eventually('a new socket', async () => sockets.length > before)
    await customer.hearsOnlyTheSocket()
    await eventually('an answer over the socket alone', async () => {
      await agent.replies(conversation, 'said over the new socket')
      const heard = customer.panel.locator('.entry.agent', { hasText: 'said over the new socket' })
      return (await heard.count()) > 0
    })
  })

  it('shows the same as a fresh load, whatever happens to its frames', async () => {
    const customer = await baton.customer()
    const agent = await baton.agent()
    const fate = chance(7)
    await customer.isHeardThrough((socket) => {
      const server = socket.connectToServer()
      const held: (string | Buffer)[] = []
      server.onMessage((frame) => {
        const luck = fate()
        if (luck < 0.25) return
        if (luck < 0.5) held.push(frame)
        else socket.send(frame)
        if (luck > 0.75) socket.send(frame)
        // What was held back comes late, the last first.
        if (luck > 0.6) for (const late of held.splice(0).reverse()) socket.send(late)
      })
    })
    await customer.visits()
    const { conversation } = await handed(customer, agent)
    for (let n = 1; n <= 6; n++) {
      await agent.replies(conversation, `reply ${n}`)
      await customer.writes(`answer ${n}`)
      await customer.hasSent(`answer ${n}`)
    }
    const fresh = await customer.opensTab()
    await fresh.opensChat()
    const want = await eventually('the whole conversation in a fresh tab', async () => {
      const thread = await fresh.thread()
      return thread.length >= 15 && thread
    })
    await eventually('the same in the first one', async () => {
      const seen = await customer.thread()
      return seen.join('\n') === want.join('\n')
    })
  })

  it('counts what was not read, on its button and in the title', async () => {
    const customer = await baton.customer()
    const agent = await baton.agent()
    await customer.visits()
    const { conversation } = await handed(customer, agent)
    await customer.closesChat()
    await agent.replies(conversation, 'Are you there?')
    await customer.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor()
    expect(await customer.page.title()).toBe('(1) Demo shop')
    await customer.visits({ page: 'returns' })
    await customer.page.getByRole('button', { name: 'Open chat, 1 unread message' }).waitFor()
    expect(await customer.page.title()).toBe('(1) Returns – Demo shop')
    await customer.opensChat()
    await customer.reads('Are you there?', 'agent')
    expect(await customer.page.title()).toBe('Returns – Demo shop')
  })

  it('works on another website, under a strict policy', async () => {
    const customer = await baton.customer()
    const { widget_url, api_url, ws_url, connections } = baton.outputs
    const widget = new URL(widget_url).origin
    const reached = [widget, new URL(api_url).origin, new URL(ws_url).origin].join(' ')
    const connection = connections.find((it) => it.channel === 'widget')?.id
    const other = await shop(
      '<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>' +
        `<script src="${widget_url}/widget.js" data-connection="${connection}" ` +
        'data-visitor-name="Ann" data-accent="#ffd54a" async></script></html>',
      `default-src 'none'; script-src ${widget}; connect-src ${reached}; ` +
        "require-trusted-types-for 'script'",
    )
    onTestFinished(other.close)
    await customer.page.goto(other.url)
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    const fill = await customer.launcher.evaluate((it) => getComputedStyle(it).backgroundColor)
    expect(fill).toBe('rgb(255, 213, 74)')
  })
})

/** The same numbers in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
