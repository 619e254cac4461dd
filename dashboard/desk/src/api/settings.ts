import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
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

/** What a company has set, and what it can set: all of it but what only tells of it. */
export type CompanySettings = Schemas['Settings']
export type SettingsChange = Schemas['SettingsChange']
export type EditedSettings = Omit<SettingsChange, 'version'>
export type Connection = Schemas['Connection']

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
    groupNames: () => answer(client.GET('/v1/groups')),
    settings: () => answer(client.GET('/v1/settings')),
    saveSettings: (body: SettingsChange) => answer(client.PUT('/v1/settings', { body })),
    connections: () => answer(client.GET('/v1/connections')),
    quota: () => answer(client.GET('/v1/quota')),
    addPack: (replies: number, key: string) =>
      answer(client.POST('/v1/quota/packs', { params: once(key), body: { replies } })),
  }
}

function once(key: string) {
  return { header: { 'Idempotency-Key': key } }
}
