import type { Me } from '../api/client'
import type { Key } from '../words/words'

type Role = Me['role']

const EVERYBODY: readonly Role[] = ['agent', 'lead', 'admin']
const LEADS: readonly Role[] = ['lead', 'admin']
const ADMINS: readonly Role[] = ['admin']

/** The pages of the settings, and whom they are for. The API holds to the same. */
export const SETTINGS = [
  { to: '/settings', label: 'settings.own', roles: EVERYBODY },
  { to: '/settings/triggers', label: 'triggers.title', roles: LEADS },
  { to: '/settings/articles', label: 'articles.title', roles: LEADS },
  { to: '/settings/evaluator', label: 'evaluator.title', roles: LEADS },
  { to: '/settings/texts', label: 'texts.title', roles: LEADS },
  { to: '/settings/canned-replies', label: 'canned.title', roles: EVERYBODY },
  { to: '/settings/people', label: 'people.title', roles: LEADS },
  { to: '/settings/quota', label: 'quota.title', roles: LEADS },
  { to: '/settings/connections', label: 'connections.title', roles: ADMINS },
] as const satisfies readonly { to: string; label: Key; roles: readonly Role[] }[]

export type SettingsPath = (typeof SETTINGS)[number]['to']

export const settingsOf = (role: Role) => SETTINGS.filter(({ roles }) => roles.includes(role))
