import type { TriggerCondition, TriggerHours, TriggerTiming, Weekday } from '../../api/settings'
import type { Language, Translate, Words } from '../../words/words'
import type { FullTrigger } from './built-in'

export const SIGNALS = ['customer_request', 'sentiment', 'policy', 'bot_failure'] as const
export type Signal = (typeof SIGNALS)[number]
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[]

const NAMED_WORDS = 5

export const formatShare = (share: number, language: Language, digits = 0): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share)

export const formatList = (
  parts: readonly string[],
  language: Language,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string => new Intl.ListFormat(language, { type }).format(parts)

/** A word of the customer's language, whichever way that one is written. */
export const quote = (word: string): string => `\u2068“${word}”\u2069`

export function formatWeekday(day: Weekday, language: Language, length: 'short' | 'long'): string {
  // The fifth of January 2026 was a Monday.
  const date = new Date(Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(day)))
  return new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' }).format(date)
}

/** What a trigger looks for, in a sentence. */
export function sayCondition(when: TriggerCondition, { t, language }: Words): string {
  switch (when.kind) {
    case 'keywords': {
      const quoted = when.words.map(quote)
      const rest = quoted.length - NAMED_WORDS
      const words =
        rest > 1
          ? t('triggers.says.keywords_more', {
              words: quoted.slice(0, NAMED_WORDS).join(', '),
              count: rest,
            })
          : formatList(quoted, language, 'disjunction')
      return t('triggers.says.keywords', { words })
    }
    case 'signal': {
      const signal = t(`triggers.signal.${when.reason as Signal}`)
      return when.threshold == null
        ? signal
        : t('triggers.says.signal', { signal, share: formatShare(when.threshold, language, 1) })
    }
    case 'low_confidence':
      return when.below == null
        ? t('triggers.says.below_setting')
        : t('triggers.says.below', { share: formatShare(when.below, language, 1) })
    case 'failed_attempts':
      return t('triggers.says.failed_attempts', { count: when.count })
    case 'sentiment_run':
      return t('triggers.says.sentiment_run', { count: when.count })
    case 'always':
      return t('triggers.says.always')
  }
}

/** Where a trigger applies: nothing where that is everywhere. */
export function sayScope({ only }: FullTrigger, { t, language }: Words): string[] {
  const { channels = [], attributes = {}, hours } = only
  return [
    ...(channels.length > 0
      ? [
          formatList(
            channels.map((channel) => t(`channel.${channel}`)),
            language,
            'disjunction',
          ),
        ]
      : []),
    ...Object.entries(attributes).map(([name, values]) =>
      t('triggers.says.attribute', { name, values: formatList(values, language, 'disjunction') }),
    ),
    ...(hours ? [sayHours(hours, t, language)] : []),
  ]
}

function sayHours(hours: TriggerHours, t: Translate, language: Language): string {
  const days = hours.days ?? []
  return t(hours.outside ? 'triggers.says.outside' : 'triggers.says.hours', {
    days:
      days.length === 0 || days.length === 7
        ? t('triggers.says.every_day')
        : formatList(
            WEEKDAYS.filter((day) => days.includes(day)).map((day) =>
              formatWeekday(day, language, 'short'),
            ),
            language,
          ),
    from: hours.from,
    to: hours.to,
    zone: hours.time_zone,
  })
}

export function sayTiming(timing: TriggerTiming, t: Translate): string {
  return timing.kind === 'immediately'
    ? t('triggers.field.immediately')
    : t('triggers.says.after', { count: timing.count })
}
