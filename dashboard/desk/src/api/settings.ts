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
export type SimulationSummary = Schemas['SimulationSummary']
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

export type EvaluatorKind = Schemas['EvaluatorKind']
export type EvaluatorTool = Schemas['EvaluatorTool']
export const ANSWER_LIMITS = [
  'max_tokens',
  'max_completion_tokens',
] as const satisfies readonly Schemas['AnswerLimit'][]
export const TOOL_CHOICES = [
  'required',
  'auto',
  'none',
] as const satisfies readonly Schemas['ToolChoice'][]
/** What is asked of a provider beyond the usual; a deployment that does not know of it shows none. */
export type ProviderOptions = Partial<Pick<Schemas['Evaluator'], 'answer_limit' | 'tool_choice'>>
/** Who decides for the bot. */
export type Evaluator = Omit<Schemas['Evaluator'], keyof ProviderOptions> & ProviderOptions
export type EvaluatorEdit = Schemas['EvaluatorEdit']
export type EvaluatorDetail = Evaluator & { history: EvaluatorEdit[] }
/** What is absent stays as it was; null takes away where it came from, the model and its place. */
export type EvaluatorChange = Schemas['EvaluatorChange']
/** What came of asking the model once. */
export type EvaluatorTrial = Schemas['EvaluatorTrialResult']

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
    /** A draft, under the version that was seen. */
    discardPolicy: (id: string, version: number) =>
      answer(client.DELETE('/v1/policies/{id}', { params: { path: { id }, query: { version } } })),
    simulate: (id: string, body: Schemas['NewPolicySimulation'], key: string) =>
      answer(
        client.POST('/v1/policies/{id}/simulate', {
          params: { path: { id }, ...once(key) },
          body,
        }),
      ),
    simulation: (id: string) =>
      answer(client.GET('/v1/simulations/{id}', { params: { path: { id } } })),
    /** Those of a version, newest first. */
    simulations: (policy: string, cursor?: string) =>
      answer(
        client.GET('/v1/simulations', {
          params: { query: { policy, limit: 20, ...(cursor ? { cursor } : {}) } },
        }),
      ),
    cancelSimulation: (id: string) =>
      answer(client.POST('/v1/simulations/{id}/cancel', { params: { path: { id } } })),
    precision: (days: number) =>
      answer(client.GET('/v1/stats/precision', { params: { query: { days } } })),
    groupNames: () => answer(client.GET('/v1/groups')),
    settings: () => answer(client.GET('/v1/settings')),
    saveSettings: (body: SettingsChange) => answer(client.PUT('/v1/settings', { body })),
    evaluator: () => answer(client.GET('/v1/evaluator')) as Promise<EvaluatorDetail>,
    saveEvaluator: (body: EvaluatorChange) =>
      answer(client.PUT('/v1/evaluator', { body })) as Promise<Evaluator>,
    tryEvaluator: (body: Schemas['EvaluatorTrial']) =>
      answer(client.POST('/v1/evaluator/test', { body })),
    connections: () => answer(client.GET('/v1/connections')),
    quota: () => answer(client.GET('/v1/quota')),
    addPack: (replies: number, key: string) =>
      answer(client.POST('/v1/quota/packs', { params: once(key), body: { replies } })),
  }
}

function once(key: string) {
  return { header: { 'Idempotency-Key': key } }
}
