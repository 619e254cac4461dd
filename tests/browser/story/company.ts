import { randomInt } from 'node:crypto'
import type { Agent } from './agent.ts'

/** What a lead sets up so that a story can use it, by way of the API. */

export interface Team {
  readonly id: string
  readonly name: string
}

interface Whole<T> {
  readonly items: readonly T[]
}

/** A group of this name: the one that there is, or a new one. */
export async function team(lead: Agent, name: string): Promise<Team> {
  const { items } = await lead.asks<Whole<Team>>('GET', '/v1/groups')
  const present = items.find((it) => it.name === name)
  return present ?? lead.asks<Team>('POST', '/v1/groups', { name })
}

/** A canned reply with these words, under a new short name. */
export async function cannedReply(lead: Agent, text: string): Promise<string> {
  const shortcut = `story-${randomInt(100_000, 999_999)}`
  await lead.asks('PUT', `/v1/canned-replies/${shortcut}`, { text })
  return shortcut
}

export interface Example {
  readonly id: string
  readonly escalate: boolean
  readonly text: string
  readonly mark: string
}

/** What was marked since this moment. */
export async function examplesSince(lead: Agent, since: Date): Promise<readonly Example[]> {
  const path = `/v1/examples?since=${encodeURIComponent(since.toISOString())}`
  // One line of JSON for each.
  return lead.lines<Example>(path)
}
