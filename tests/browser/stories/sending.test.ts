import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK } from '../story/desk.ts'
import { eventually, type Phone, PLEA, stack } from '../story/index.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const

/** Somebody on WhatsApp, and Chloé with their conversation before her. */
async function withChloe(): Promise<{ desk: Desk; phone: Phone; conversation: string }> {
  const [agent, phone] = [await baton.agent(...CHLOE), baton.phone()]
  const desk = await baton.desk(...CHLOE)
  await phone.writes(PLEA)
  const conversation = await phone.conversationId(agent)
  await agent.takes(await agent.finds(conversation))
  await desk.signsIn()
  await desk.opens(conversation)
  await desk.field.waitFor()
  return { desk, phone, conversation }
}

const log = (desk: Desk) => desk.page.getByRole('log', { name: 'Messages' })

describe.runIf(HAS_DESK)('what is sent', () => {
  it('waits until the agent has seen what the customer wrote meanwhile', async () => {
    const { desk, phone } = await withChloe()
    await desk.field.fill('It will come tomorrow')
    await phone.writes('Never mind, it has come')
    const warning = desk.page.getByRole('alert').filter({ hasText: 'while you were writing' })
    await warning.getByText('Never mind, it has come').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await desk.field.press('Control+Enter')
    expect(await desk.field.inputValue()).toBe('It will come tomorrow')
    await desk.replies('Good to hear!')
    await desk.reads('Good to hear!')
    const got = await eventually('the reply', async () => {
      const texts = (await phone.got()).map((it) => it.text)
      return texts.includes('Good to hear!') ? texts : undefined
    })
    expect(got).not.toContain('It will come tomorrow')
  })

  it('is said once, though its answer is lost and it is sent again', async () => {
    const { desk, phone } = await withChloe()
    const sent: string[] = []
    await desk.page.route(/\/messages$/, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      const { client_message_id } = route.request().postDataJSON()
      sent.push(client_message_id)
      if (sent.length > 1) return route.fallback()
      // The server commits it, and nobody hears that it did.
      await route.fetch()
      await route.abort()
    })
    await desk.replies('Said once')
    await desk.reads('Said once')
    await eventually('a second attempt', async () => sent.length === 2)
    expect(sent[0]).toBe(sent[1])
    await log(desk).getByText('Trying again').waitFor({ state: 'hidden' })
    expect(await log(desk).getByText('Said once', { exact: true }).count()).toBe(1)
    // Whatever was sent before this has arrived before it.
    await desk.replies('Said behind it')
    const got = await eventually('what was said behind it', async () => {
      const all = (await phone.got()).map((it) => it.text)
      return all.includes('Said behind it') && all
    })
    expect(got.filter((text) => text === 'Said once')).toHaveLength(1)
  })

  it('is called uncertain where the provider’s answer is lost, until the provider tells', async () => {
    const { desk, phone } = await withChloe()
    await phone.strikes({ lost_answer: true })
    await desk.replies('Perhaps you get this')
    await log(desk)
      .getByText(/It is not known whether this arrived/)
      .waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await phone.gets('delivered')
    await log(desk)
      .getByText(/It is not known whether this arrived/)
      .waitFor({ state: 'hidden' })
    expect((await phone.got()).filter((it) => it.text === 'Perhaps you get this')).toHaveLength(1)
  })

  it('is called failed, with the reason, where the provider refuses it', async () => {
    const { desk, phone } = await withChloe()
    await phone.strikes({ code: 131_026 })
    await desk.replies('You cannot get this')
    await log(desk)
      .getByText(/Not delivered: ./)
      .waitFor()
  })
})
