import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { type Agent, eventually, PLEA, stack } from '../story/index.ts'

const baton = stack()
const ELENA = ['lead', 1] as const

interface Notice {
  id: string
  title: string
  escalation_id: string | null
  read: boolean
}
interface Letter {
  To: string[]
  Subject: string
}

/** Somebody new on the website asks for a person; gives what opened for it. */
async function somebodyWaits(agent: Agent) {
  const customer = await baton.customer()
  await customer.visits()
  await customer.opensChat()
  await customer.writes(PLEA)
  return agent.finds(await customer.conversationId())
}

/** What the agent was told of an escalation, once they were. */
const told = (agent: Agent, escalation: { id: string }) =>
  eventually(`a notification of ${escalation.id}`, async () => {
    const path = '/v1/me/notifications?limit=100'
    const { items } = await agent.asks<{ items: Notice[] }>('GET', path)
    return items.find((it) => it.escalation_id === escalation.id)
  })

/** The letters that the local mail service took with this ticket's number, by whom they went to. */
async function lettersOf({ title }: Notice): Promise<string[]> {
  const answer = await fetch(`${baton.outputs.aws_endpoint_url}/_ministack/ses/messages`)
  const { messages } = (await answer.json()) as { messages: Record<string, Letter[]> }
  const ticket = `${title.split(' ')[0]} `
  return Object.values(messages)
    .flat()
    .filter(({ Subject }) => Subject.startsWith(ticket))
    .flatMap(({ To }) => To)
}

async function opens(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(`${desk.address}${path}`)
  await desk.page.getByRole('heading', { level: 1 }).waitFor()
}

const bell = (desk: Desk) => desk.page.getByRole('link', { name: /Notifications/ }).first()
const email = (desk: Desk) =>
  desk.page.getByRole('checkbox', { name: 'Email me about new escalations' })

describe.runIf(HAS_DESK)('what an agent is told of', () => {
  let elena: Agent
  let before: { presence: string; email_notifications: boolean; email: string }

  // Only those who are online are told.
  beforeAll(async () => {
    elena = await baton.agent(...ELENA)
    before = await elena.asks('GET', '/v1/me')
    await elena.asks('PUT', '/v1/me/presence', { status: 'online' })
  })
  afterAll(async () => {
    const { email_notifications, presence } = before
    await elena.asks('PUT', '/v1/me/presence', { status: presence })
    await elena.asks('PATCH', '/v1/me', { email_notifications })
  })

  it('comes by email where they want it, and not where they do not', async () => {
    await elena.asks('PATCH', '/v1/me', { email_notifications: true })
    const desk = await baton.desk(...ELENA)
    await desk.signsIn()
    await opens(desk, '/settings')
    // The box shows what is kept, once it is: that it changed at once is not promised.
    await eventually('the choice as it was', () => email(desk).isChecked())
    await email(desk).click()
    await eventually('the choice to be kept', async () => {
      const me = await elena.asks<{ email_notifications: boolean }>('GET', '/v1/me')
      return !me.email_notifications
    })
    const first = await told(elena, await somebodyWaits(elena))

    await desk.page.reload()
    expect(await email(desk).isChecked()).toBe(false)
    await email(desk).click()
    await eventually('the choice to be kept', async () => {
      const me = await elena.asks<{ email_notifications: boolean }>('GET', '/v1/me')
      return me.email_notifications
    })
    const second = await told(elena, await somebodyWaits(elena))
    await eventually('a letter to Elena', async () => {
      return (await lettersOf(second)).includes(before.email)
    })
    expect(await lettersOf(first)).not.toContain(before.email)
  })

  it('is counted beside the bell until it is read', async () => {
    const desk = await baton.desk(...ELENA)
    // Other stories may tell her of something at any time: only what this one began is looked at.
    const item = ({ title }: Notice) => desk.page.getByRole('button', { name: title }).first()
    const isRead = ({ id }: Notice) =>
      eventually('the notification to be read', async () => {
        const path = '/v1/me/notifications?limit=100'
        const { items } = await elena.asks<{ items: Notice[] }>('GET', path)
        return items.find((it) => it.id === id)?.read
      })
    await desk.signsIn()
    const first = await told(elena, await somebodyWaits(elena))
    await bell(desk).getByText('New').waitFor({ state: 'attached' })
    await opens(desk, '/notifications')
    await item(first).getByText('New:').waitFor({ state: 'attached' })
    await desk.page.getByRole('button', { name: 'Mark all as read' }).click()
    await item(first).getByText('New:').waitFor({ state: 'detached' })
    await isRead(first)
    await desk.page.reload()
    await item(first).waitFor()
    expect(await item(first).getByText('New:').count()).toBe(0)

    // One more comes while the list is open; whoever opens it has read it.
    const waiting = await somebodyWaits(elena)
    const second = await told(elena, waiting)
    await item(second).getByText('New:').waitFor({ state: 'attached' })
    await bell(desk).getByText('New').waitFor({ state: 'attached' })
    await item(second).click()
    await desk.page.waitForURL(`**/conversations/${waiting.conversation_id}`)
    await isRead(second)
  })

  it('is shown on the desktop once that is allowed, while another window is in front', async () => {
    const desk = await baton.desk(...ELENA)
    // No browser without a screen shows any: what would be shown is written down.
    await desk.page.addInitScript(() => {
      const shown: string[] = []
      let permission = 'default'
      class Written {
        static get permission() {
          return permission
        }
        static async requestPermission() {
          permission = 'granted'
          return permission
        }
        onclick: (() => void) | null = null
        constructor(_title: string, { body }: { body: string }) {
          shown.push(body)
        }
        close() {}
      }
      Object.assign(window, { Notification: Written, shown })
    })
    const shown = () => desk.page.evaluate(() => (window as unknown as { shown: string[] }).shown)
    await desk.signsIn()
    await opens(desk, '/settings')
    await desk.page.getByText('Not asked yet.').waitFor()
    await desk.page.getByRole('button', { name: 'Allow' }).click()
    await desk.page.getByText('On. They tell you of new work').waitFor()
    await desk.page.getByRole('button', { name: 'Show one' }).click()
    expect(await shown()).toEqual(['This is how new work looks.'])
    await desk.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })
    })
    await somebodyWaits(elena)
    await eventually('a notification on the desktop', async () => {
      return (await shown()).some((words) => words.includes('waits for a person'))
    })
  })

  it('says how to undo it where the browser blocks it', async () => {
    const desk = await baton.desk(...ELENA)
    await desk.page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
    })
    await desk.signsIn()
    await opens(desk, '/settings')
    await desk.page.getByText('Blocked in this browser. To undo it').waitFor()
    expect(await desk.page.getByRole('button', { name: 'Allow' }).count()).toBe(0)
  })

  it('has nothing wrong for axe, in light and in dark', async () => {
    const desk = await baton.desk(...ELENA, STILL)
    await desk.signsIn()
    await opens(desk, '/settings')
    expect(await desk.hasNoFaults()).toEqual([])
    await opens(desk, '/notifications')
    await desk.page.getByRole('main').getByRole('listitem').first().waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
