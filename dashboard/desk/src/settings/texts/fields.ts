import { type CompanySettings, type EditedSettings, TEXTS } from '../../api/settings'
import type { Key } from '../../words/words'

/** The texts that customers read, by their place in the settings, in the order of a conversation. */
export const TEXT_FIELDS = [
  'greeting',
  'texts.connecting',
  'texts.now_speaking_with',
  'texts.closing',
  'texts.quota_exhausted',
] as const
export const MINUTE_FIELDS = [
  'expected_wait_minutes',
  'bot_limit_minutes',
  'pickup_minutes.high',
  'pickup_minutes.medium',
  'pickup_minutes.low',
  'agent_silence_minutes',
  'phone_hold_minutes',
] as const
export const FIELDS = [
  ...TEXT_FIELDS,
  ...MINUTE_FIELDS,
  'confidence_threshold',
  'agent_language',
  'widget_attachments',
] as const

export type TextField = (typeof TEXT_FIELDS)[number]
export type MinuteField = (typeof MINUTE_FIELDS)[number]
export type Field = (typeof FIELDS)[number]

/** The settings, each by its place, as a problem names it. A number is null while one types it. */
export type Values = Record<TextField | 'agent_language', string> &
  Record<MinuteField | 'confidence_threshold', number | null> &
  Record<'widget_attachments', boolean>

export const LABELS: Record<Field, Key> = {
  greeting: 'texts.greeting',
  'texts.connecting': 'texts.connecting',
  'texts.now_speaking_with': 'texts.now_speaking_with',
  'texts.closing': 'texts.closing',
  'texts.quota_exhausted': 'texts.quota_exhausted',
  expected_wait_minutes: 'texts.expected_wait_minutes',
  bot_limit_minutes: 'texts.bot_limit_minutes',
  'pickup_minutes.high': 'texts.pickup.high',
  'pickup_minutes.medium': 'texts.pickup.medium',
  'pickup_minutes.low': 'texts.pickup.low',
  agent_silence_minutes: 'texts.agent_silence_minutes',
  phone_hold_minutes: 'texts.phone_hold_minutes',
  confidence_threshold: 'texts.confidence',
  agent_language: 'texts.agent_language',
  widget_attachments: 'texts.widget_attachments',
}

export const MOST_CHARACTERS = 1_000

/** The languages that summaries for agents can be written in. */
export const SUMMARY_LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt']

/** What summaries are written in: a language that was kept before there was a choice is English. */
const summaryLanguage = (tag: string): string =>
  SUMMARY_LANGUAGES.includes(tag.split('-')[0]?.toLowerCase() ?? '') ? tag : 'en'

export function valuesOf(settings: CompanySettings): Values {
  const { texts, pickup_minutes: pickup } = settings
  return {
    greeting: settings.greeting,
    confidence_threshold: settings.confidence_threshold,
    expected_wait_minutes: settings.expected_wait_minutes,
    bot_limit_minutes: settings.bot_limit_minutes,
    agent_silence_minutes: settings.agent_silence_minutes,
    phone_hold_minutes: settings.phone_hold_minutes,
    agent_language: summaryLanguage(settings.agent_language),
    widget_attachments: settings.widget_attachments,
    'texts.connecting': texts.connecting,
    'texts.now_speaking_with': texts.now_speaking_with,
    'texts.closing': texts.closing,
    'texts.quota_exhausted': texts.quota_exhausted,
    'pickup_minutes.high': pickup.high,
    'pickup_minutes.medium': pickup.medium,
    'pickup_minutes.low': pickup.low,
  }
}

export function settingsOf(values: Values): EditedSettings {
  const number = (field: MinuteField | 'confidence_threshold') => values[field] ?? 0
  return {
    texts: Object.fromEntries(
      TEXTS.map((name) => [name, values[`texts.${name}`]]),
    ) as EditedSettings['texts'],
    greeting: values.greeting,
    confidence_threshold: number('confidence_threshold'),
    expected_wait_minutes: number('expected_wait_minutes'),
    bot_limit_minutes: number('bot_limit_minutes'),
    pickup_minutes: {
      high: number('pickup_minutes.high'),
      medium: number('pickup_minutes.medium'),
      low: number('pickup_minutes.low'),
    },
    agent_silence_minutes: number('agent_silence_minutes'),
    phone_hold_minutes: number('phone_hold_minutes'),
    agent_language: values.agent_language,
    widget_attachments: values.widget_attachments,
  }
}

export const changed = (before: Values, after: Values): Field[] =>
  FIELDS.filter((field) => before[field] !== after[field])

/** What was changed here, on top of what somebody else saved: only where both did, mine wins. */
export function rebased(before: Values, mine: Values, theirs: Values): Values {
  const own = changed(before, mine).map((field) => [field, mine[field]] as const)
  return { ...theirs, ...Object.fromEntries(own) }
}

/** A text with its variables filled in, as it is sent. */
export const filledIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** What looks like a variable and is none of this text's. */
export const unknownVariables = (text: string, known: readonly string[]): string[] => [
  ...new Set(
    [...text.matchAll(/\{([^{}]*)\}/g)]
      .filter(([, name = '']) => !known.includes(name))
      .map(([whole]) => whole),
  ),
]
