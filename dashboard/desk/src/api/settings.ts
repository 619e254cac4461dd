import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
type Channel = Schemas['Channel']
export type PolicySummary = Schemas['PolicySummary']
export type Policy = Schemas['Policy']
export type PolicyDetail = Schemas['PolicyDetail']
export type PolicyChange = Schemas['PolicyChange']
export type Trigger = Schemas['Trigger']
export type TriggerCondition = Schemas['TriggerCondition']
export type TriggerScope = Schemas['TriggerScope']
export type TriggerHours = Schemas['TriggerHours']
export type TriggerTiming = Schemas['TriggerTiming']
export type Weekday = Schemas['Weekday']
export type Simulation = Schemas['Simulation']
export type SimulationDecision = Schemas['SimulationDecision']
export type PrecisionStats = Schemas['PrecisionStats']
export type Quota = Schemas['Quota']

export const TEXTS = ['connecting', 'now_speaking_with', 'closing', 'quota_exhausted'] as const
export type TextName = (typeof TEXTS)[number]

/** What a company can set, without what only tells of it. */
export interface EditedSettings {
  texts: Record<TextName, string>
  greeting: string
  confidence_threshold: number
  expected_wait_minutes: number
  bot_limit_minutes: number
  pickup_minutes: { high: number; medium: number; low: number }
  agent_silence_minutes: number
  phone_hold_minutes: number
  agent_language: string
}
export interface CompanySettings extends EditedSettings {
  version: number
  variables: Partial<Record<string, string[]>>
}
export interface Connection {
  id: string
  channel: Channel
  name: string
  address: string | null
  webhook_url: string | null
  widget_key: string | null
  secret_name: string | null
}
export type GroupName = { id: string; name: string }

type Answer = <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>

/** What the settings ask of the API: triggers, quota, customer texts and connections. */
export function settingsCalls(client: Client<paths>, answer: Answer) {
  return {
    policies: (cursor?: string) =>
      answer(client.GET('/v1/policies', { params: { query: { limit: 50, cursor } } })),
    policy: (id: string) => answer(client.GET('/v1/policies/{id}', { params: { path: { id } } })),
    beginPolicy: (body: Schemas['NewPolicy'], key: string) =>
      answer(client.POST('/v1/policies', { params: once(key), body })),
    savePolicy: (id: string, body: Schemas['PolicyEdit']) =>
      answer(client.PUT('/v1/policies/{id}', { params: { path: { id } }, body })),
    publishPolicy: (id: string, body: Schemas['Publication']) =>
      answer(client.POST('/v1/policies/{id}/publish', { params: { path: { id } }, body })),
    simulate: (id: string, body: Schemas['NewPolicySimulation'], key: string) =>
      answer(
        client.POST('/v1/policies/{id}/simulate', {
          params: { path: { id }, ...once(key) },
          body,
        }),
      ),
    simulation: (id: string) =>
      answer(client.GET('/v1/simulations/{id}', { params: { path: { id } } })),
    precision: (days: number) =>
      answer(client.GET('/v1/stats/precision', { params: { query: { days } } })),
    groupNames: () => answer(client.GET('/v1/groups' as never)) as Promise<{ items: GroupName[] }>,
    settings: () => answer(client.GET('/v1/settings' as never)) as Promise<CompanySettings>,
    saveSettings: (body: EditedSettings & { version: number }) =>
      answer(
        client.PUT('/v1/settings' as never, { body } as never) as never,
      ) as Promise<CompanySettings>,
    connections: () =>
      answer(client.GET('/v1/connections' as never)) as Promise<{ items: Connection[] }>,
    quota: () => answer(client.GET('/v1/quota')),
    addPack: (replies: number, key: string) =>
      answer(client.POST('/v1/quota/packs', { params: once(key), body: { replies } })),
  }
}

function once(key: string) {
  return { header: { 'Idempotency-Key': key } }
}
