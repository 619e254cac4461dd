import type { Language } from '../words/words'

const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

function unit(language: Language, name: string, value: number): string {
  const key = `${language} ${name}`
  let format = numbers.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'narrow' })
    numbers.set(key, format)
  }
  return format.format(value)
}

/** A span in its two largest units: `45s`, `3m 12s`, `2h 5m`, `4d 2h`. Below zero it is none. */
export function formatSpan(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts: [string, number][] =
    whole >= 86_400
      ? [
          ['day', Math.floor(whole / 86_400)],
          ['hour', Math.floor((whole % 86_400) / 3_600)],
        ]
      : whole >= 3_600
        ? [
            ['hour', Math.floor(whole / 3_600)],
            ['minute', Math.floor((whole % 3_600) / 60)],
          ]
        : whole >= 60
          ? [
              ['minute', Math.floor(whole / 60)],
              ['second', whole % 60],
            ]
          : [['second', whole]]
  return parts.map(([name, value]) => unit(language, name, value)).join(' ')
}

function date(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let format = dates.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(language, options)
    dates.set(key, format)
  }
  return format
}

/** A moment in the agent's own zone. */
export const formatMoment = (iso: string, language: Language): string =>
  date(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))

export const formatTime = (iso: string, language: Language): string =>
  date(language, { timeStyle: 'short' }).format(new Date(iso))

export const formatDay = (iso: string, language: Language): string =>
  date(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(iso),
  )

/** Which day a moment falls on in the agent's zone, as something to compare. */
export const dayOf = (iso: string): string => new Date(iso).toDateString()

export const secondsSince = (iso: string, now: number): number => (now - Date.parse(iso)) / 1_000
export const secondsUntil = (iso: string, now: number): number => (Date.parse(iso) - now) / 1_000
