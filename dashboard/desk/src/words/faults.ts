import type { Fault } from '../api/problem'
import type { components } from '../api/schema'
import { en } from './en'
import type { Translate } from './words'

/** Why something was refused: a code, with the figures that belong to it. */
export type Reason = components['schemas']['Fault']

/** Figures that the desk shows otherwise than the API takes them, by how much larger. */
const SCALES: readonly (readonly [field: RegExp, scale: number])[] = [
  [/(^confidence_threshold|\.threshold|\.below)$/, 100],
  [/(^|\.)timeout_ms$/, 1e-3],
  [/^cost_budget_micros$/, 1e-6],
]

/** What is wrong with a field, in the agent's language; as the API says it where the code is not known here. */
export function faultSaid(fault: Fault, t: Translate): string {
  const scale = SCALES.find(([field]) => field.test(fault.field))?.[1]
  return reasonSaid(fault, t, scale) ?? fault.detail
}

/** Why something was refused, in the agent's language; nothing where the code is not known here. */
export function reasonSaid(reason: Reason, t: Translate, scale = 1): string | undefined {
  return isKnown(reason) ? t(`fault.${reason.code}`, figuresOf(reason, t, scale)) : undefined
}

/** An API may know of more codes than the desk that it serves, or of none. */
const isKnown = ({ code }: Reason): boolean => Object.hasOwn(en, `fault.${code}`)

function figuresOf(reason: Reason, t: Translate, scale: number): Record<string, string | number> {
  const figures: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(reason) as [string, unknown][]) {
    if (typeof value === 'number') figures[name] = value * scale
    // They are names, whatever the language around them.
    else if (Array.isArray(value)) {
      figures[name] = value.map((one) => `\u2068${one}\u2069`).join(t('value.separator'))
    }
  }
  return figures
}
