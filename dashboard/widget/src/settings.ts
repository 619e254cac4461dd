import type { Visit } from './api'
import { onColour } from './colour'

/** How a website sets the widget up: the attributes of its script tag. */
export interface Settings {
  readonly connectionId: string
  /** Where the API is; without it, `config.json` beside the script says so. */
  readonly apiUrl: string | undefined
  readonly wsUrl: string | undefined
  readonly locale: string
  readonly theme: 'auto' | 'light' | 'dark'
  /** `end` is the right side where one reads from left to right. */
  readonly position: 'start' | 'end'
  readonly accent: { readonly fill: string; readonly text: string } | undefined
  readonly title: string | undefined
  readonly greeting: string | undefined
  readonly visit: Visit
}

const MOST_ATTRIBUTES = 10

/** Reads a script tag's `data-…` attributes; nothing if they name no connection. */
export function settings(
  data: Readonly<Record<string, string | undefined>>,
  pageLocale: string,
): Settings | undefined {
  const connectionId = data.connection
  if (!connectionId) return undefined
  const locale = data.locale || pageLocale
  const attributes = Object.entries(data)
    .filter((it): it is [string, string] => it[0].startsWith('visitor') && it[0] !== 'visitorName')
    .map(([name, value]) => [snake(name.slice('visitor'.length)), value.slice(0, 256)] as const)
    .filter(([name]) => name !== '')
    .slice(0, MOST_ATTRIBUTES)
  const name = data.visitorName?.trim().slice(0, 128)
  return {
    connectionId,
    apiUrl: data.api || undefined,
    wsUrl: data.ws || undefined,
    locale,
    theme: data.theme === 'light' || data.theme === 'dark' ? data.theme : 'auto',
    position: data.position === 'start' ? 'start' : 'end',
    accent: accent(data.accent),
    title: data.title || undefined,
    greeting: data.greeting || undefined,
    visit: {
      ...(name ? { name } : {}),
      ...(isLocale(locale) ? { locale } : {}),
      ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
      ...(data.signed && data.signature
        ? { signed: { payload: data.signed, signature: data.signature } }
        : {}),
    },
  }
}

function accent(colour: string | undefined): Settings['accent'] {
  const text = colour === undefined ? undefined : onColour(colour)
  return colour === undefined || text === undefined ? undefined : { fill: colour, text }
}

function isLocale(text: string): boolean {
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text) && text.length <= 35
}

function snake(camel: string): string {
  return camel.replace(/[A-Z]/g, (it, at) => (at > 0 ? '_' : '') + it.toLowerCase())
}
