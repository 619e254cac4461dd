import { describe, expect, it } from 'vitest'
import { changed, filledIn, rebased, settingsOf, unknownVariables, valuesOf } from './fields'
import { SETTINGS } from './samples'

describe('the settings as a form', () => {
  it('are the same when they come back', () => {
    const { version, variables, ...rest } = SETTINGS
    expect(settingsOf(valuesOf(SETTINGS))).toEqual(rest)
  })

  it('say in which language summaries are, also where none are in the one that was kept', () => {
    const said = (agent_language: string) =>
      valuesOf({ ...SETTINGS, agent_language }).agent_language
    expect(['pt-BR', 'DE', 'nl', 'ja', 'ar-EG'].map(said)).toEqual([
      'pt-BR',
      'DE',
      'nl',
      'en',
      'en',
    ])
  })

  it('keep both when two people changed different things, and mine where both changed one', () => {
    const before = valuesOf(SETTINGS)
    const mine = { ...before, greeting: 'Hi!', bot_limit_minutes: 3 }
    const theirs = { ...before, greeting: 'Good day!', 'pickup_minutes.low': 90 }
    const both = rebased(before, mine, theirs)
    expect(both.greeting).toBe('Hi!')
    expect(both.bot_limit_minutes).toBe(3)
    expect(both['pickup_minutes.low']).toBe(90)
    expect(changed(theirs, both)).toEqual(['greeting', 'bot_limit_minutes'])
  })
})

describe('variables', () => {
  it('are filled in where they are known, and left where they are not', () => {
    expect(filledIn('{agent_name} in {wait_minutes}, {other}', { agent_name: 'Ana' })).toBe(
      'Ana in {wait_minutes}, {other}',
    )
  })

  it('that a text does not have are found, once each', () => {
    expect(unknownVariables('{name} {name} {agent_name} {a b}', ['agent_name'])).toEqual([
      '{name}',
      '{a b}',
    ])
    expect(unknownVariables('no } variables {', [])).toEqual([])
  })
})
