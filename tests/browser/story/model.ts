import type { Agent } from './agent.ts'
import type { Outputs } from './outputs.ts'

/** What the stand-in for a language model takes as its key, and its tool as the key of signatures. */
export const API_KEY = 'sk-model-sandbox-5TqZ81'
export const SIGNING_KEY = 'sign-model-sandbox-Rk42Lm'
/** Less than a function has on the local stack. */
const TIMEOUT_MS = 6_000

interface WithModels extends Outputs {
  readonly model_sandbox_url: string
  readonly model_tenants: Readonly<
    Record<string, Pick<Outputs, 'tenant_id' | 'agents' | 'connections'>>
  >
}

interface Set {
  readonly version: number
}

/** The stack as a company has it whose evaluator stories may set as they like. */
export function shopWithModel(told: Outputs): Outputs {
  return { ...told, ...(told as WithModels).model_tenants.openai_compatible }
}

/** Where the stand-in for a model is asked. */
export const endpoint = (told: Outputs): string => `${sandbox(told)}/v1/chat/completions`

/** Where its tool is called, which finds every order. */
export const tool = (told: Outputs): string => `${sandbox(told)}/tools/order_lookup`

/** Lets the stand-in do this with prompts that hold a word. */
export async function rules(told: Outputs, when: string, does: object): Promise<void> {
  const answer = await fetch(`${sandbox(told)}/_model/rules`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ when, does }),
  })
  if (!answer.ok) throw new Error(`a rule: ${answer.status} ${await answer.text()}`)
}

/** Sets who decides, on top of what stands. */
export async function setsEvaluator(admin: Agent, change: object): Promise<void> {
  const { version } = await admin.asks<Set>('GET', '/v1/evaluator')
  await admin.asks('PUT', '/v1/evaluator', { version, ...change })
}

/** As somebody finds it who has never set anything. */
export const untouched = (admin: Agent): Promise<void> =>
  setsEvaluator(admin, {
    kind: 'embedded',
    instructions: '',
    timeout_ms: TIMEOUT_MS,
    tools: [],
    api_key: '',
    tool_signing_key: '',
  })

/** The stand-in decides, and may look orders up. */
export const askingTheModel = (admin: Agent, told: Outputs): Promise<void> =>
  setsEvaluator(admin, {
    kind: 'openai_compatible',
    model: 'small',
    url: endpoint(told),
    api_key: API_KEY,
    timeout_ms: TIMEOUT_MS,
    tool_signing_key: SIGNING_KEY,
    tools: [
      {
        name: 'order_lookup',
        description: 'Finds an order by its number.',
        url: tool(told),
        parameters: {
          type: 'object',
          required: ['order'],
          properties: { order: { type: 'string', maxLength: 20 } },
        },
      },
    ],
  })

const sandbox = (told: Outputs): string => (told as WithModels).model_sandbox_url
