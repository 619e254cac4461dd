import type { Evaluator } from '../../api/settings'
import type { Words } from '../../words/words'
import { FIELDS, type Field, LIMITS, labelOf } from './fields'

/** What a field is set to, in words. */
export function say(evaluator: Evaluator, field: Field, { t, language }: Words): string {
  const number = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 6 }).format(value)
  switch (field) {
    case 'kind':
      return t(`evaluator.kind.${evaluator.kind}`)
    case 'model':
    case 'region':
    case 'url':
    case 'instructions':
      return evaluator[field] || '–'
    case 'api_key':
      return t(evaluator.api_key_set ? 'evaluator.is_stored' : 'evaluator.is_not_stored')
    case 'tool_signing_key':
      return t(evaluator.tool_signing_key_set ? 'evaluator.is_stored' : 'evaluator.is_not_stored')
    case 'temperature':
      return evaluator.temperature === null
        ? t('evaluator.temperature_none')
        : number(evaluator.temperature)
    case 'answer_limit':
      return evaluator.answer_limit ?? '–'
    case 'tool_choice':
      return evaluator.tool_choice ? t(`evaluator.tool_choice.${evaluator.tool_choice}`) : '–'
    case 'tools': {
      const names = evaluator.tools.map(({ name }) => name)
      return names.length === 0
        ? t('evaluator.tools_none')
        : new Intl.ListFormat(language).format(names)
    }
    default:
      return number(evaluator[field] * LIMITS[field].scale)
  }
}

/** What the kind that is chosen has, and the deployment knows of. */
export function fieldsOf(evaluator: Evaluator): Field[] {
  const { kind } = evaluator
  return FIELDS.filter((field) => {
    switch (field) {
      case 'model':
        return kind !== 'embedded'
      case 'region':
        return kind === 'bedrock'
      case 'url':
      case 'api_key':
        return kind === 'openai_compatible'
      case 'answer_limit':
        return kind === 'openai_compatible' && evaluator.answer_limit !== undefined
      case 'tool_choice':
        return kind !== 'embedded' && evaluator.tool_choice !== undefined
      default:
        return true
    }
  })
}

/** What is different between two versions, in words. */
export function differences(
  before: Evaluator,
  after: Evaluator,
  words: Words,
): { field: Field; was: string; now: string }[] {
  const toolsDiffer = JSON.stringify(before.tools) !== JSON.stringify(after.tools)
  return FIELDS.flatMap((field) => {
    const [was, now] = [say(before, field, words), say(after, field, words)]
    if (was !== now) return [{ field, was, now }]
    if (field !== 'tools' || !toolsDiffer) return []
    return [{ field, was, now: words.t('evaluator.tools_changed', { tools: now }) }]
  })
}

/** What was changed, by the names that the API tells. */
export function sayChanged(names: readonly string[], { t, language }: Words): string {
  const labels = names.map((name) => {
    const field = FIELDS.find((known) => known === name)
    return field ? `\u2068${t(labelOf(field))}\u2069` : name
  })
  return new Intl.ListFormat(language).format(labels)
}
