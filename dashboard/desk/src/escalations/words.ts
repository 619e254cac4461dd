import type {
  Channel,
  EscalationStatus,
  EscalationType,
  Reason,
  Section,
  Sort,
  Urgency,
} from '../api/client'

// Every word of a closed list, in the order in which it is offered.
export const SECTIONS = ['mine', 'waiting', 'teammates'] as const satisfies readonly Section[]
export const SORTS = ['urgency', 'wait', 'newest'] as const satisfies readonly Sort[]
export const URGENCIES = ['high', 'medium', 'low'] as const satisfies readonly Urgency[]
export const TYPES = [
  'general',
  'technical',
  'billing',
  'refund',
] as const satisfies readonly EscalationType[]
export const CHANNELS = [
  'whatsapp',
  'widget',
  'instagram',
  'messenger',
] as const satisfies readonly Channel[]
export const REASONS = [
  'customer_request',
  'keyword',
  'sentiment',
  'low_confidence',
  'policy',
  'flow_step',
  'bot_tool',
  'manual',
  'wait_expired',
  'sla_risk',
  'bot_failure',
] as const satisfies readonly Reason[]
export const STATUSES = [
  'queued',
  'open',
  'resolved',
  'closed',
] as const satisfies readonly EscalationStatus[]

/** The word, where it is one of these. */
export function wordOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value)
}
