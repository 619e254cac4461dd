import type { Template } from '../api/desk'

/** Something that has to be filled in before a template can be sent. */
export interface Place {
  key: string
  part: 'header' | 'body' | 'button'
  /** What the template calls it: a number, or a name. */
  name: string
  kind: 'text' | 'link'
  /** What stands on the button whose place it is. */
  button?: string | undefined
}

/** Values by the keys of their places. */
export type Values = Readonly<Record<string, string>>

interface Component {
  type?: string
  index?: string
  parameters?: Record<string, unknown>[]
}

const PLACE = /\{\{\s*(\w+)\s*\}\}/

function nameIn(parameter: Record<string, unknown>): { name: string; kind: Place['kind'] } {
  const told = JSON.stringify(parameter)
  const name = PLACE.exec(told)?.[1] ?? ''
  return { name, kind: name === 'link' && parameter.type !== 'text' ? 'link' : 'text' }
}

function parts(template: Template): Component[] {
  return template.components_for_sending as Component[]
}

/** All places of a template, in the order in which they stand in what is sent. */
export function placesOf(template: Template): readonly Place[] {
  return parts(template).flatMap((component, at) =>
    (component.parameters ?? []).map((parameter, nth) => ({
      key: `${at}.${nth}`,
      part: partOf(component),
      ...nameIn(parameter),
      ...(component.type === 'button' && {
        button: template.buttons?.[Number(component.index)]?.text,
      }),
    })),
  )
}

function partOf({ type }: Component): Place['part'] {
  return type === 'header' || type === 'button' ? type : 'body'
}

/** What is sent: the template's components with every place filled in. */
export function filled(template: Template, values: Values): Record<string, never>[] {
  const components = parts(template).map((component, at) => ({
    ...component,
    parameters: (component.parameters ?? []).map((parameter, nth) =>
      fillIn(parameter, values[`${at}.${nth}`]?.trim() ?? ''),
    ),
  }))
  return components as unknown as Record<string, never>[]
}

function fillIn(value: unknown, word: string): unknown {
  if (typeof value === 'string') return PLACE.test(value) ? word : value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fillIn(one, word)]))
}

/** A piece of a template's words: as it is, or what stands in a place of it. */
export interface Piece {
  text: string
  place: 'none' | 'filled' | 'open'
}

/** Words with what was filled in so far. */
export function piecesOf(
  template: Template,
  part: 'header' | 'body',
  words: string,
  values: Values,
): readonly Piece[] {
  const given = new Map(
    placesOf(template)
      .filter((place) => place.part === part)
      .map((place) => [place.name, values[place.key]?.trim() ?? '']),
  )
  return words
    .split(/(\{\{\s*\w+\s*\}\})/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const name = PLACE.exec(piece)?.[1]
      const value = name === undefined ? undefined : given.get(name)
      if (value === undefined) return { text: piece, place: 'none' }
      return value ? { text: value, place: 'filled' } : { text: piece, place: 'open' }
    })
}

/** How it reads once it is sent, for teammates. */
export function readsAs(template: Template, values: Values): string {
  const said = (part: 'header' | 'body', words: string) =>
    piecesOf(template, part, words, values)
      .map(({ text }) => text)
      .join('')
  return [
    template.header?.text && said('header', template.header.text),
    said('body', template.body),
    template.footer,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Those in which all of these words stand: in the name, the language or what is said. */
export function found(templates: readonly Template[], wanted: string): readonly Template[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  return templates.filter((template) => {
    const { name, language, body, header, footer } = template
    const all = [name, name.replaceAll('_', ' '), language, body, header?.text, footer]
      .join('\n')
      .toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

/** First what was used from here, then what is in the customer's language, then the others. */
export function inOrder(
  templates: readonly Template[],
  used: readonly Pick<Template, 'name' | 'language'>[],
  locale: string | null | undefined,
): readonly Template[] {
  const tongue = locale?.split(/[-_]/)[0]?.toLowerCase()
  const rank = (template: Template) => {
    const last = used.findIndex(
      (one) => one.name === template.name && one.language === template.language,
    )
    if (last >= 0) return last - used.length
    return template.language.split('_')[0]?.toLowerCase() === tongue ? 0 : 1
  }
  // The API's own order is kept among those alike.
  return templates
    .map((template) => ({ template, rank: rank(template) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ template }) => template)
}
