import type { Trigger } from '../../api/settings'

/** A trigger with everything said that the API lets one leave out. */
export type FullTrigger = Trigger &
  Required<Pick<Trigger, 'enabled' | 'only' | 'timing'>> & {
    urgency: NonNullable<Trigger['urgency']> | null
    type: NonNullable<Trigger['type']> | null
    group: string | null
  }

/** With what stands for silence, so that two triggers that do the same are the same. */
export function full(trigger: Trigger): FullTrigger {
  const { channels = [], attributes = {}, hours } = trigger.only ?? {}
  return {
    id: trigger.id ?? null,
    name: trigger.name,
    enabled: trigger.enabled ?? true,
    when: trigger.when,
    only: { channels, attributes, ...(hours ? { hours } : {}) },
    urgency: trigger.urgency ?? null,
    type: trigger.type ?? null,
    group: trigger.group ?? null,
    timing: trigger.timing ?? { kind: 'immediately' },
  }
}

/** The id of a trigger that every company begins with. */
const builtIn = (place: number) => `trg_${place.toString().padStart(26, '0')}`

/** What every company begins with: one trigger for each thing that the evaluator reads. */
export const BUILT_IN: readonly Trigger[] = [
  {
    id: builtIn(1),
    name: 'Asks for a person',
    when: { kind: 'signal', reason: 'customer_request' },
  },
  {
    id: builtIn(2),
    name: 'Danger, law, money or access',
    when: { kind: 'signal', reason: 'policy' },
  },
  { id: builtIn(3), name: 'Upset', when: { kind: 'signal', reason: 'sentiment' } },
  {
    id: builtIn(4),
    name: 'Let down by the bot',
    when: { kind: 'signal', reason: 'bot_failure' },
  },
  {
    id: builtIn(5),
    name: 'Failed with the same question',
    when: { kind: 'failed_attempts', count: 2 },
  },
  { id: builtIn(6), name: 'Not sure enough', when: { kind: 'low_confidence' } },
]
