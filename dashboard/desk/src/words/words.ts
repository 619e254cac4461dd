import { useSyncExternalStore } from 'react'
import { en } from './en'

/** A text, or one for each plural form that the language has. */
type Entry = string | ({ other: string } & { [form in Intl.LDMLPluralRule]?: string })
export type Key = keyof typeof en
export type Catalogue = Record<Key, Entry>
export type Parameters = Record<string, string | number>
export type Translate = (key: Key, parameters?: Parameters) => string

export const LANGUAGES = { en: 'English', ar: 'العربية' } as const
export type Language = keyof typeof LANGUAGES

export interface Words {
  language: Language
  direction: 'ltr' | 'rtl'
  t: Translate
}

const KEPT = 'baton.language'
const RIGHT_TO_LEFT: readonly Language[] = ['ar']

/** Makes a translator. `{count}` chooses the plural form; numbers are written as the language does. */
export function translator(language: Language, catalogue: Catalogue): Translate {
  const plural = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)
  return (key, parameters = {}) => {
    const entry = catalogue[key]
    const text =
      typeof entry === 'string'
        ? entry
        : (entry[plural.select(Number(parameters.count ?? 0))] ?? entry.other)
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name]
      if (value === undefined) return whole
      return typeof value === 'number' ? number.format(value) : value
    })
  }
}

let words: Words = { language: 'en', direction: 'ltr', t: translator('en', en) }
const listeners = new Set<() => void>()

export async function speak(language: Language): Promise<void> {
  const catalogue: Catalogue = language === 'ar' ? (await import('./ar')).ar : en
  words = {
    language,
    direction: RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr',
    t: translator(language, catalogue),
  }
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language
  document.documentElement.dir = words.direction
  for (const listener of listeners) listener()
}

/** The language chosen before, else the browser's, else English. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wanted.find((tag): tag is Language => tag !== null && tag in LANGUAGES) ?? 'en'
}

export const currentWords = (): Words => words

export function useWords(): Words {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentWords)
}
