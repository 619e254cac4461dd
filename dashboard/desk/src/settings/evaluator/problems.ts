import type { Evaluator } from '../../api/settings'
import type { Language, Translate } from '../../words/words'
import {
  type Field,
  LIMITS,
  LONGEST_INSTRUCTIONS,
  NUMBERS,
  type NumberField,
  type ToolDraft,
  type Values,
} from './fields'
import { faultIn } from './schema'

/** What is wrong at a place, by the name that the API has for it. */
export interface Problem {
  said: string
  /** Whether it is only missing yet, which is not said while one is still filling in. */
  missing: boolean
}

const TAKEN = ['answer', 'handoff']
const NAME = /^[A-Za-z0-9_]{1,64}$/
const VISIBLE = /^[\x21-\x7e]+$/
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const TOOL_TIME = { least: 100, most: 30_000, scale: 1e-3 }

/** All that keeps these settings from being saved, as far as it can be known here. */
export function problemsOf(
  values: Values,
  base: Evaluator,
  { t, language }: { t: Translate; language: Language },
): ReadonlyMap<string, Problem> {
  const found = new Map<string, Problem>()
  const wrong = (at: string, said: string) => found.set(at, { said, missing: false })
  const missing = (at: string) => found.set(at, { said: t('fault.missing'), missing: true })
  const number = new Intl.NumberFormat(language)
  const range = (at: string, value: number | null, limits: Omit<typeof TOOL_TIME, 'whole'>) => {
    const { least, most, scale } = limits
    if (value === null) missing(at)
    else if (value < least || value > most) {
      const [from, to] = [number.format(least * scale), number.format(most * scale)]
      wrong(at, t('fault.out_of_range', { at_least: from, at_most: to }))
    }
  }
  const address = (at: string, url: string) => {
    if (url === '') missing(at)
    else if (!isAddress(url)) wrong(at, t('fault.not_an_address'))
  }

  const { kind } = values
  if (kind !== 'embedded') {
    const model = values.model.trim()
    if (model === '') missing('model')
    else if (!VISIBLE.test(model)) wrong('model', t('fault.not_ascii'))
  }
  if (kind === 'openai_compatible') {
    address('url', values.url.trim())
    const isElsewhere = base.api_key_set && originOf(values.url) !== originOf(base.url ?? '')
    if (isElsewhere && values.api_key === undefined && isAddress(values.url.trim())) {
      wrong('api_key', t('fault.key_elsewhere'))
    }
  }
  if (values.api_key && !VISIBLE.test(values.api_key)) wrong('api_key', t('fault.not_ascii'))
  if ([...values.instructions].length > LONGEST_INSTRUCTIONS) {
    wrong('instructions', t('fault.too_long', { at_most: LONGEST_INSTRUCTIONS }))
  }
  for (const field of NUMBERS) checkNumber(field)
  if (values.sends_temperature) range('temperature', values.temperature, LIMITS.temperature)

  for (const [place, tool] of values.tools.entries()) checkTool(`tools[${place}]`, tool)
  if (kind !== 'embedded' && values.tool_choice === 'none' && values.tools.length > 0) {
    wrong('tool_choice', t('evaluator.no_tools_then'))
  }
  const signing = values.tool_signing_key
  if (signing && (!VISIBLE.test(signing) || signing.length < 16)) {
    wrong('tool_signing_key', t('evaluator.bad_signing_key'))
  } else if (values.tools.length > 0 && !(signing ?? base.tool_signing_key_set)) {
    found.set('tool_signing_key', { said: t('evaluator.needs_signing_key'), missing: true })
  }
  return found

  function checkNumber(field: NumberField) {
    const value = values[field]
    range(field, value, LIMITS[field])
    if (LIMITS[field].whole && value !== null && !Number.isInteger(value) && !found.has(field)) {
      wrong(field, t('fault.not_a_whole_number'))
    }
  }

  function checkTool(at: string, tool: ToolDraft) {
    const name = tool.name.trim()
    if (name === '') missing(`${at}.name`)
    else if (!NAME.test(name) || TAKEN.includes(name)) {
      wrong(`${at}.name`, t('evaluator.bad_tool_name'))
    } else if (values.tools.some((other) => other !== tool && other.name.trim() === name)) {
      wrong(`${at}.name`, t('evaluator.same_tool_name'))
    }
    if (tool.description.trim() === '') missing(`${at}.description`)
    address(`${at}.url`, tool.url.trim())
    range(`${at}.timeout_ms`, tool.timeout_ms, TOOL_TIME)
    const fault = faultIn(tool.parameters)
    if (fault) {
      const said = t(`evaluator.schema.${fault.fault}`)
      const where =
        fault.fault === 'json' && fault.at
          ? t('evaluator.schema.line', { line: Number(fault.at) })
          : fault.at && `\u2068${fault.at}\u2069`
      wrong(`${at}.parameters`, where ? `${where}: ${said}` : said)
    }
  }
}

/** Whether this can be asked: with TLS, or on this very machine, where the deployment allows it. */
function isAddress(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !VISIBLE.test(url) || /[@#\\]/.test(url)) return false
  return (
    parsed.protocol === 'https:' ||
    (parsed.protocol === 'http:' && LOOPBACK.includes(parsed.hostname))
  )
}

const originOf = (url: string): string =>
  URL.canParse(url.trim()) ? new URL(url.trim()).origin : ''

/** The field of the page that a place belongs to. */
export const fieldOf = (at: string): Field | undefined => at.split(/[.[]/)[0] as Field | undefined
