import { describe, expect, it } from 'vitest'
import { HAS_DESK, STILL } from '../story/desk.ts'
import { PLEA, QUESTION, stack } from '../story/index.ts'

const baton = stack()
/** Agents of whom other stories want nothing: their own lists are short. */
const CHLOE = ['agent', 2] as const
const DENIZ = ['lead', 0] as const

describe.runIf(HAS_DESK)('a handoff in two browsers', () => {
  it('goes from the bot to a person at the desk, and back, live on both sides', async () => {
    const customer = await baton.customer()
    const desk = await baton.desk(...CHLOE)
    await desk.signsIn()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(QUESTION)
    await customer.readsAnswers(1)
    await customer.writes(PLEA)
    await customer.isTold('I am connecting you with a person.')
    const conversation = await customer.conversationId()

    await desk.row(conversation).waitFor()
    await desk.takes(conversation)
    await customer.isTold(`Now speaking with ${desk.name}`)
    await desk.opens(conversation)
    await desk.reads(PLEA)
    // Who types before that is not heard.
    await desk.isConnected()
    await desk.field.pressSequentially('Hello, ')
    await customer.panel.getByText('is typing…').waitFor()
    await desk.replies('Hello, how can I help?')
    await customer.reads('Hello, how can I help?', 'agent')
    await customer.field.pressSequentially('My parcel')
    await desk.page.getByText('The customer is writing…').waitFor()
    await customer.writes('My parcel is lost.')
    await desk.reads('My parcel is lost.')

    await desk.returnsToBot()
    await desk.page.getByText('The bot answers', { exact: true }).first().waitFor()
    await customer.writes(QUESTION)
    await customer.readsAnswers(2)
  })

  it('is won by one, and the other is told by whom', async () => {
    const customer = await baton.customer()
    const [chloe, deniz] = [await baton.desk(...CHLOE), await baton.desk(...DENIZ)]
    await chloe.signsIn()
    // Deniz's page is never let in to hear of anything: it shows what was as it came.
    await deniz.page.route('**/v1/ws-tickets', () => {})
    await customer.visits()
    await customer.opensChat()
    await customer.writes(PLEA)
    const conversation = await customer.conversationId()
    await chloe.row(conversation).waitFor()
    await deniz.signsIn()
    await deniz.row(conversation).waitFor()
    await chloe.takes(conversation)
    await customer.isTold(`Now speaking with ${chloe.name}`)
    await deniz.takes(conversation)
    await deniz.row(conversation).getByText(`${chloe.name} has it`).waitFor()
    deniz.troubles.length = 0
  })

  it('has nothing wrong for axe, in light and in dark', async () => {
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(PLEA)
    const conversation = await customer.conversationId()
    const desk = await baton.desk(...CHLOE, STILL)
    await desk.signsIn()
    await desk.row(conversation).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await desk.takes(conversation)
    await customer.isTold(`Now speaking with ${desk.name}`)
    await desk.opens(conversation)
    await desk.field.waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
