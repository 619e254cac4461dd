import type {
  Evaluator,
  EvaluatorChange,
  EvaluatorKind,
  EvaluatorTool,
  ProviderOptions,
} from '../../api/settings'
import type { Key } from '../../words/words'

export const KINDS = [
  'embedded',
  'bedrock',
  'openai_compatible',
] as const satisfies readonly EvaluatorKind[]

export const NUMBERS = [
  'timeout_ms',
  'max_tokens',
  'input_price',
  'output_price',
  'token_budget',
  'cost_budget_micros',
] as const
export type NumberField = (typeof NUMBERS)[number]

/** All that can be set, by the names that the API has for it, in the order of the page. */
export const FIELDS = [
  'kind',
  'model',
  'region',
  'url',
  'api_key',
  'instructions',
  'timeout_ms',
  'max_tokens',
  'input_price',
  'output_price',
  'token_budget',
  'cost_budget_micros',
  'temperature',
  'answer_limit',
  'tool_choice',
  'tools',
  'tool_signing_key',
] as const
export type Field = (typeof FIELDS)[number]

export const labelOf = (field: Field): Key => `evaluator.${field}`

/** Between what a number may be, and by how much the one that is shown is larger. */
export const LIMITS: Record<
  NumberField | 'temperature',
  { least: number; most: number; scale: number; whole: boolean }
> = {
  timeout_ms: { least: 500, most: 28_500, scale: 1e-3, whole: true },
  max_tokens: { least: 64, most: 8_192, scale: 1, whole: true },
  input_price: { least: 0, most: 10_000, scale: 1, whole: false },
  output_price: { least: 0, most: 10_000, scale: 1, whole: false },
  token_budget: { least: 0, most: 100_000_000, scale: 1, whole: true },
  cost_budget_micros: { least: 0, most: 1_000_000_000, scale: 1e-6, whole: true },
  temperature: { least: 0, most: 1, scale: 1, whole: false },
}
export const MOST_TOOLS = 16
export const LONGEST_INSTRUCTIONS = 8_000

/** What becomes of a key: it stays, it is forgotten where empty, or this is the new one. */
export type KeyChange = string | undefined

/** A tool while it is written. */
export interface ToolDraft {
  /** What tells it apart while the page is open. */
  key: string
  name: string
  description: string
  url: string
  /** A JSON schema, as it is typed. */
  parameters: string
  timeout_ms: number | null
}

/** The settings as they are typed. A number is null where there is none. */
export type Values = Record<NumberField, number | null> &
  ProviderOptions & {
    kind: EvaluatorKind
    model: string
    region: string
    url: string
    instructions: string
    temperature: number | null
    /** Whether the temperature is sent at all. */
    sends_temperature: boolean
    tools: readonly ToolDraft[]
    api_key: KeyChange
    tool_signing_key: KeyChange
  }

const TOOL_TIMEOUT_MS = 5_000
const USUAL_LIMIT = 'max_tokens'
const USUAL_TEMPERATURE = 0.2
const SCHEMA = {
  type: 'object',
  required: ['order'],
  properties: {
    order: { type: 'string', description: 'The number of the order', maxLength: 20 },
  },
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2)

export function newTool(): ToolDraft {
  return {
    key: crypto.randomUUID(),
    name: '',
    description: '',
    url: '',
    parameters: pretty(SCHEMA),
    timeout_ms: TOOL_TIMEOUT_MS,
  }
}

export function valuesOf(from: Evaluator): Values {
  const { answer_limit, tool_choice } = from
  return {
    kind: from.kind,
    model: from.model ?? '',
    region: from.region ?? '',
    url: from.url ?? '',
    instructions: from.instructions,
    timeout_ms: from.timeout_ms,
    max_tokens: from.max_tokens,
    input_price: from.input_price,
    output_price: from.output_price,
    token_budget: from.token_budget,
    cost_budget_micros: from.cost_budget_micros,
    temperature: from.temperature ?? USUAL_TEMPERATURE,
    sends_temperature: from.temperature !== null,
    ...(answer_limit && { answer_limit }),
    ...(tool_choice && { tool_choice }),
    tools: from.tools.map((tool, place) => ({
      ...tool,
      key: `${place} ${tool.name}`,
      parameters: pretty(tool.parameters),
      timeout_ms: tool.timeout_ms ?? TOOL_TIMEOUT_MS,
    })),
    api_key: undefined,
    tool_signing_key: undefined,
  }
}

/** What is said of each field, so that two can be held against each other. */
function worthOf(values: Values, field: Field): unknown {
  if (field === 'model' || field === 'region' || field === 'url') return placesOf(values)[field]
  // Only there it has another name.
  if (field === 'answer_limit' && values.kind !== 'openai_compatible') {
    return values.answer_limit && USUAL_LIMIT
  }
  if (field === 'temperature') return values.sends_temperature ? values.temperature : null
  if (field === 'tools') return JSON.stringify(values.tools.map(({ key: _, ...rest }) => rest))
  return values[field]
}

/** The model and where it is, as far as the kind has any. */
const placesOf = ({ kind, model, region, url }: Values) => ({
  model: kind === 'embedded' ? '' : model.trim(),
  region: kind === 'bedrock' ? region.trim() : '',
  url: kind === 'openai_compatible' ? url.trim() : '',
})

export const changed = (before: Values, after: Values): Field[] =>
  FIELDS.filter((field) => worthOf(before, field) !== worthOf(after, field))

/** What was changed here, on top of what somebody else saved: only where both did, mine wins. */
export function rebased(before: Values, mine: Values, theirs: Values): Values {
  const own = changed(before, mine)
  const kept = Object.fromEntries(own.map((field) => [field, mine[field]]))
  return {
    ...theirs,
    ...kept,
    ...(own.includes('temperature') && { sends_temperature: mine.sends_temperature }),
  }
}

/** A change as it is sent. The schemas of the tools must be JSON. */
export function changeOf(
  version: number,
  before: Values,
  values: Values,
  fields: readonly Field[] = FIELDS,
): EvaluatorChange {
  const differs = changed(before, values).filter((field) => fields.includes(field))
  const plain = Object.fromEntries(
    differs
      .filter((field) => !['model', 'region', 'url', 'tools', 'temperature'].includes(field))
      .map((field) => [field, worthOf(values, field)]),
  )
  // A new kind begins without model and place: what it wants is sent with it, changed or not.
  const sent = Object.entries(placesOf(values))
    .filter(([field, text]) =>
      differs.includes('kind') ? text !== '' : differs.includes(field as Field),
    )
    .map(([field, text]) => [field, text === '' ? null : text])
  return {
    version,
    ...plain,
    ...Object.fromEntries(sent),
    ...(differs.includes('temperature') && {
      temperature: values.sends_temperature ? values.temperature : null,
    }),
    ...(differs.includes('tools') && { tools: values.tools.map(toolOf) }),
  }
}

function toolOf({ key: _, parameters, timeout_ms, ...rest }: ToolDraft): EvaluatorTool {
  return {
    name: rest.name.trim(),
    description: rest.description.trim(),
    url: rest.url.trim(),
    parameters: JSON.parse(parameters) as Record<string, unknown>,
    timeout_ms: timeout_ms ?? TOOL_TIMEOUT_MS,
  }
}
