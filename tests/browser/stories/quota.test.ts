import { describe, expect, it } from 'vitest'
import { HAS_DESK, STILL } from '../story/desk.ts'
import { type Agent, QUESTION, stack } from '../story/index.ts'
import { opensSettings, refusal, withinAMinute } from '../story/settings.ts'

const baton = stack()
const FARID = ['admin', 0] as const

interface Quota {
  readonly used: number
  readonly remaining: number
  readonly packs_left: number
  readonly packs_used: number
}

const quota = (agent: Agent) => agent.asks<Quota>('GET', '/v1/quota')
/** Replies that packs ever gave: no answer of the bot's changes it. */
const bought = ({ packs_left, packs_used }: Quota) => packs_left + packs_used

async function atTheQuota(...who: Parameters<typeof baton.desk>) {
  const desk = await baton.desk(...who)
  await desk.signsIn()
  await opensSettings(desk, baton.outputs.dashboard_url, 'quota')
  await desk.page.getByText(/replies used$/).waitFor()
  return desk
}

// Packs cannot be taken back: these stories add few replies, to very many.
describe.runIf(HAS_DESK)('the replies of the bot', () => {
  it('are counted where an administrator sees it', async () => {
    const admin = await baton.agent('admin')
    const before = (await quota(admin)).used
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    const desk = await atTheQuota(...FARID)
    await withinAMinute('the answer to be counted on the page', async () => {
      await desk.page.reload()
      const said = await desk.page.getByText(/replies used$/).textContent()
      return Number(said?.split(' of ')[0]?.replaceAll(',', '')) > before
    })
  })

  it('become more by a pack, which is asked about first', async () => {
    const admin = await baton.agent('admin')
    const before = bought(await quota(admin))
    const desk = await atTheQuota(...FARID)
    await desk.page.getByLabel(/Replies in the pack/).fill('2')
    await desk.page.getByRole('button', { name: 'Add…' }).click()
    const dialog = desk.page.getByRole('dialog')
    await dialog.getByText('Add a pack with 2 replies?').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(bought(await quota(admin))).toBe(before)
    await desk.page.getByRole('button', { name: 'Add…' }).click()
    await dialog.getByRole('button', { name: 'Add a pack' }).click()
    await desk.page.getByRole('status').getByText('A pack with 2 replies was added.').waitFor()
    expect(bought(await quota(admin))).toBe(before + 2)
  })

  it('are added once, though the answer to the first attempt was lost', async () => {
    const admin = await baton.agent('admin')
    const before = bought(await quota(admin))
    const desk = await atTheQuota(...FARID)
    let lost = 0
    await desk.page.route(/\/v1\/quota\/packs$/, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      return route.abort()
    })
    const adds = async () => {
      await desk.page.getByRole('button', { name: 'Add…' }).click()
      await desk.page.getByRole('dialog').getByRole('button', { name: 'Add a pack' }).click()
    }
    await desk.page.getByLabel(/Replies in the pack/).fill('1')
    await adds()
    await desk.page.getByRole('alert').getByText('No answer').waitFor()
    await adds()
    await desk.page.getByRole('status').getByText('A pack with 1 reply was added.').waitFor()
    expect(lost).toBe(1)
    expect(bought(await quota(admin))).toBe(before + 1)
  })

  it('are for leads to see, for administrators to add, and for agents neither', async () => {
    const desk = await atTheQuota('lead', 1)
    await desk.page.getByText('An administrator can add packs.').waitFor()
    expect(await desk.page.getByRole('button', { name: 'Add…' }).count()).toBe(0)
    const [lead, agent] = [await baton.agent('lead'), await baton.agent('agent')]
    expect(await refusal(lead, 'POST', '/v1/quota/packs', { replies: 1 })).toBe(403)
    expect(await refusal(agent, 'GET', '/v1/quota')).toBe(403)

    const ben = await baton.desk('agent', 1)
    await ben.signsIn()
    await opensSettings(ben, baton.outputs.dashboard_url, 'quota')
    await ben.page.getByText('This page is not for you').waitFor()
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const desk = await atTheQuota(...FARID, STILL)
    expect(await desk.hasNoFaults()).toEqual([])
    await desk.page.getByRole('button', { name: 'Add…' }).click()
    await desk.page.getByRole('dialog').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
