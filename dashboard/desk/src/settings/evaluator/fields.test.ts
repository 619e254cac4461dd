import { describe, expect, it } from 'vitest'
import { changed, changeOf, newTool, rebased, valuesOf } from './fields'
import { EVALUATOR, UNTOUCHED } from './samples'

const before = valuesOf(EVALUATOR)

describe('a change of the evaluator', () => {
  it('is nothing where nothing was changed', () => {
    expect(changed(before, valuesOf(EVALUATOR))).toEqual([])
    expect(changeOf(3, before, before)).toEqual({ version: 3 })
  })

  it('holds only what was changed, so that the rest stays', () => {
    const after = { ...before, model: ' large ', timeout_ms: 8_000 }
    expect(changeOf(3, before, after)).toEqual({ version: 3, model: 'large', timeout_ms: 8_000 })
  })

  it('takes away what is empty, and leaves out a temperature that is not sent', () => {
    const bedrock = valuesOf({ ...UNTOUCHED, kind: 'bedrock', model: 'm', region: 'eu-west-1' })
    const after = { ...bedrock, region: '', sends_temperature: false }
    expect(changeOf(1, bedrock, after)).toEqual({ version: 1, region: null, temperature: null })
  })

  it('of the kind names the model and its place anew, and none of another kind’s', () => {
    const after = { ...before, kind: 'bedrock' as const, region: 'eu-west-1' }
    expect(changeOf(3, before, after)).toEqual({
      version: 3,
      kind: 'bedrock',
      model: 'small',
      region: 'eu-west-1',
    })
    expect(changeOf(3, before, { ...before, kind: 'embedded' })).toEqual({
      version: 3,
      kind: 'embedded',
    })
    const newer = { ...before, answer_limit: 'max_completion_tokens' as const }
    expect(changeOf(3, newer, { ...newer, kind: 'embedded' })).toEqual({
      version: 3,
      kind: 'embedded',
      answer_limit: 'max_tokens',
    })
  })

  it('has a key only where one was entered or is to be forgotten', () => {
    expect(changeOf(3, before, { ...before, api_key: 'sk-1' })).toEqual({
      version: 3,
      api_key: 'sk-1',
    })
    expect(changeOf(3, before, { ...before, tool_signing_key: '' })).toEqual({
      version: 3,
      tool_signing_key: '',
    })
  })

  it('has all tools where one of them differs, as JSON', () => {
    const tool = { ...newTool(), name: 'stock', description: 'Counts.', url: 'https://a.example' }
    const { tools } = changeOf(3, before, { ...before, tools: [...before.tools, tool] })
    expect(tools?.map(({ name }) => name)).toEqual(['order_lookup', 'stock'])
    expect(tools?.[0]).toEqual(EVALUATOR.tools[0])
  })

  it('keeps what two people changed apart, and mine where both changed one', () => {
    const mine = { ...before, model: 'mine', sends_temperature: false }
    const theirs = { ...before, model: 'theirs', timeout_ms: 9_000 }
    const both = rebased(before, mine, theirs)
    expect(changed(theirs, both)).toEqual(['model', 'temperature'])
    expect(both.timeout_ms).toBe(9_000)
  })
})
