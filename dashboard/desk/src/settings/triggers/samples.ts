import type { Policy, Trigger } from '../../api/settings'

const trigger = (name: string): Trigger => ({
  id: `trg_${name}`,
  name,
  when: { kind: 'keywords', words: [name] },
})

/** A draft with triggers of these names, for tests. */
export const policy = (names: string[], change: Partial<Policy> = {}): Policy => ({
  id: 'pol_1',
  number: null,
  status: 'draft',
  version: 1,
  trigger_count: names.length,
  based_on: null,
  replaces: 'pol_0',
  notes: '',
  author: null,
  created_at: null,
  edited_by: null,
  edited_at: null,
  published_by: null,
  published_at: null,
  retired_at: null,
  triggers: names.map(trigger),
  ...change,
})
