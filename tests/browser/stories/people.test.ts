import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { type Agent, PLEA, stack } from '../story/index.ts'

const baton = stack()
const ELENA = ['lead', 1] as const
const BEN = ['agent', 1] as const
const BENS_NAME = 'Ben Okafor'
/** A group cannot be deleted: every run renames this one to and fro. */
const NAMES = ['Story team', 'Story team by another name'] as const

interface Group {
  id: string
  name: string
}
interface Person {
  id: string
  name: string
  active: number
  capacity: number
  group_ids: string[]
}

async function opensPeople(desk: Desk): Promise<void> {
  await desk.page.goto(`${desk.address}/settings/people`)
  await desk.page.getByRole('table').waitFor()
}

/** What stands of an agent in the table. */
const row = (desk: Desk, name: string) => desk.page.getByRole('row').filter({ hasText: name })

async function givesCapacity(desk: Desk, name: string, capacity: number): Promise<void> {
  await row(desk, name).getByRole('button', { name: 'Edit' }).click()
  const dialog = desk.page.getByRole('dialog', { name })
  await dialog.getByLabel('Capacity').fill(String(capacity))
  await dialog.getByRole('button', { name: 'Save' }).click()
  await desk.page.getByText(`Saved: ${name}`).waitFor()
}

/** Puts an agent in a group, or takes them out. */
async function setsGroup(desk: Desk, name: string, group: string, isIn: boolean): Promise<void> {
  await row(desk, name).getByRole('button', { name: 'Edit' }).click()
  const dialog = desk.page.getByRole('dialog', { name })
  await dialog.getByRole('checkbox', { name: group, exact: true }).setChecked(isIn)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await desk.page.getByText(`Saved: ${name}`).waitFor()
}

const named = async (agent: Agent, name: string) =>
  (await agent.asks<{ items: Person[] }>('GET', '/v1/agents')).items.find((it) => it.name === name)
const groups = async (agent: Agent) =>
  (await agent.asks<{ items: Group[] }>('GET', '/v1/groups')).items

/** Somebody new on the website who waits for a person; gives what waits. */
async function waits(agent: Agent) {
  const customer = await baton.customer()
  await customer.visits()
  await customer.opensChat()
  await customer.writes(PLEA)
  return agent.finds(await customer.conversationId())
}

describe.runIf(HAS_DESK)('agents and groups', () => {
  it('let no agent have more in hand than their capacity', async () => {
    const desk = await baton.desk(...ELENA)
    const ben = await baton.agent(...BEN)
    await ben.hasAnEmptyDesk()
    const [one, two] = [await waits(ben), await waits(ben)]
    await ben.takes(one)
    const { active } = (await named(ben, BENS_NAME)) ?? { active: 1 }
    await desk.signsIn()
    try {
      await opensPeople(desk)
      await givesCapacity(desk, BENS_NAME, active)
      await row(desk, BENS_NAME).getByText('No room').waitFor()
      await expect(ben.takes(two)).rejects.toThrow('at-capacity')
      await givesCapacity(desk, BENS_NAME, active + 1)
      await row(desk, BENS_NAME).getByText('No room').waitFor({ state: 'detached' })
      await ben.takes(two)
    } finally {
      // Signing in by way of the API makes room again.
      await (await baton.agent(...BEN)).hasAnEmptyDesk()
    }
  })

  it('are put together by a lead, and a group of a name is there once', async () => {
    const desk = await baton.desk(...ELENA)
    const elena = await baton.agent(...ELENA)
    await desk.signsIn()
    await opensPeople(desk)
    const before = (await groups(elena)).find(({ name }) => NAMES.some((it) => it === name))
    const add = async (name: string) => {
      await desk.page.getByLabel('Name of a new group').fill(name)
      await desk.page.getByRole('button', { name: 'Add group' }).click()
    }
    if (!before) {
      await add(NAMES[0])
      await desk.page.getByText(`Saved: ${NAMES[0]}`).waitFor()
    }
    const now = before?.name ?? NAMES[0]
    await add(now.toUpperCase())
    await desk.page.getByText(/There is a group of this name/).waitFor()
    // The refusal is what this part of the story is about.
    desk.troubles.length = 0

    const next = now === NAMES[0] ? NAMES[1] : NAMES[0]
    await desk.page.getByRole('button', { name: `Rename ${now}`, exact: true }).click()
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(next)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await desk.page.getByText(`Saved: ${next}`).waitFor()
    const group = (await groups(elena)).find(({ name }) => name === next)
    if (!group) throw new Error(`no group is called ${next}`)

    await setsGroup(desk, BENS_NAME, next, true)
    try {
      expect((await named(elena, BENS_NAME))?.group_ids).toContain(group.id)
      await row(desk, BENS_NAME).getByText(next, { exact: true }).waitFor()
      const handed = await waits(elena)
      await elena.asks('POST', `/v1/escalations/${handed.id}/transfer`, { group_id: group.id })
      const list = `/v1/escalations?section=waiting&group=${group.id}&limit=100`
      const { items } = await elena.asks<{ items: { id: string }[] }>('GET', list)
      expect(items.map(({ id }) => id)).toContain(handed.id)
      await elena.takes(handed)
      await elena.hasAnEmptyDesk()
    } finally {
      await setsGroup(desk, BENS_NAME, next, false)
    }
    expect((await named(elena, BENS_NAME))?.group_ids).not.toContain(group.id)
  })

  it('show who comes and goes', async () => {
    const desk = await baton.desk(...ELENA)
    const ben = await baton.agent(...BEN)
    const { presence } = await ben.asks<{ presence: string }>('GET', '/v1/me')
    await desk.signsIn()
    await opensPeople(desk)
    try {
      for (const [status, words] of [
        ['away', 'Away'],
        ['online', 'Online'],
      ] as const) {
        await ben.asks('PUT', '/v1/me/presence', { status })
        await row(desk, BENS_NAME).getByRole('cell', { name: words }).waitFor()
      }
    } finally {
      await ben.asks('PUT', '/v1/me/presence', { status: presence })
    }
  })

  it('are for leads', async () => {
    const desk = await baton.desk(...BEN)
    const ben = await baton.agent(...BEN)
    await desk.signsIn()
    await desk.page.goto(`${desk.address}/settings/people`)
    await desk.page.getByText('This page is not for you').waitFor()
    const me = await ben.asks<Person>('GET', '/v1/me')
    await expect(ben.asks('PATCH', `/v1/agents/${me.id}`, { capacity: 50 })).rejects.toThrow('403')
    await expect(ben.asks('POST', '/v1/groups', { name: 'Mine' })).rejects.toThrow('403')
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const desk = await baton.desk(...ELENA, STILL)
    await desk.signsIn()
    await opensPeople(desk)
    expect(await desk.hasNoFaults()).toEqual([])
    await row(desk, BENS_NAME).getByRole('button', { name: 'Edit' }).click()
    await desk.page.getByRole('dialog').getByLabel('Capacity').fill('51')
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
