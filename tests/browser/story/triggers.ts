import { onTestFinished } from 'vitest'
import type { Desk } from './desk.ts'
import type { Agent, Stack } from './index.ts'
import { opensSettings } from './settings.ts'

export interface Policy {
  readonly id: string
  readonly version: number
  readonly status: string
  readonly triggers: { readonly id: string; readonly name: string }[]
}

async function live(agent: Agent): Promise<Policy> {
  const { items } = await agent.asks<{ items: Policy[] }>('GET', '/v1/policies?limit=1')
  return agent.asks<Policy>('GET', `/v1/policies/${items[0]?.id}`)
}

/** Makes a version live again that was. */
async function restores(agent: Agent, was: Policy): Promise<void> {
  const now = await live(agent)
  if (now.id === was.id) return
  const draft = await agent.asks<Policy>('POST', '/v1/policies', { based_on: was.id })
  await agent.asks('POST', `/v1/policies/${draft.id}/publish`, { replaces: now.id })
}

/** A lead at a draft of what is live, and somebody who puts things back afterwards. */
export async function atADraft(baton: Stack): Promise<{ desk: Desk; lead: Agent; draft: Policy }> {
  const lead = await baton.agent('lead')
  const was = await live(lead)
  onTestFinished(() => restores(lead, was))
  const desk = await baton.desk('lead', 1)
  await desk.signsIn()
  await opensSettings(desk, baton.outputs.dashboard_url, 'triggers')
  await desk.page.getByRole('button', { name: 'Change the triggers' }).click()
  await desk.page.getByRole('tab', { name: 'History' }).waitFor()
  const id = new URL(desk.page.url()).searchParams.get('policy')
  return { desk, lead, draft: await lead.asks<Policy>('GET', `/v1/policies/${id}`) }
}

export async function saves(desk: Desk): Promise<void> {
  await desk.page.getByRole('button', { name: 'Save', exact: true }).click()
  await desk.page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
}

/** Makes the draft live that lies open. */
export async function publishes({ page }: Desk): Promise<void> {
  await page.getByRole('button', { name: 'Publish…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await page
    .getByRole('status')
    .getByText(/is live/)
    .waitFor()
}
