import type { Language, Translate } from './words'

/** Why a model did not decide, by the names that the API gives. */
const FAILURES = [
  'no_keys',
  'key_elsewhere',
  'not_allowed',
  'circuit_open',
  'no_time',
  'over_budget',
  'timed_out',
  'unreachable',
  'unavailable',
  'refused',
  'garbled',
  'bad_output',
  'unknown_tool',
  'too_many_rounds',
  'leaked',
] as const

/** Why the model failed, where a note is of that. */
export function failureSaid(note: string | null | undefined, t: Translate): string | undefined {
  const name = /^model_(.+)$/.exec(note ?? '')?.[1]
  if (name === undefined) return undefined
  return t(`model.failed.${FAILURES.find((known) => known === name) ?? 'other'}`)
}

/** Millionths of a US dollar, as money. */
export const formatCost = (micros: number, language: Language): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 6,
  }).format(micros / 1e6)
