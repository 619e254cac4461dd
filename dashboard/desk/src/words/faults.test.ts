import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ar } from './ar'
import { en } from './en'
import { faultSaid, type Reason, reasonSaid } from './faults'
import { translator } from './words'

interface Variant {
  properties: { code: { enum: [Reason['code']] } } & { [figure: string]: { type?: string } }
}
const { oneOf }: { oneOf: Variant[] } = JSON.parse(
  readFileSync(`${import.meta.dirname}/../../../../docs/openapi.json`, 'utf8'),
).components.schemas.Fault

/** Every reason that the API describes, with some figures. */
const REASONS = oneOf.map(({ properties: { code, ...figures } }) => ({
  ...Object.fromEntries(
    Object.entries(figures).map(([name, { type }]) => [name, type === 'array' ? ['a', 'b'] : 1234]),
  ),
  code: code.enum[0],
})) as Reason[]

const [english, arabic] = [translator('en', en), translator('ar', ar)]
const detail = 'As the API says.'

describe('why something was refused', () => {
  it('is said in every language, for every reason that the API has', () => {
    expect(REASONS.length).toBeGreaterThan(50)
    for (const reason of REASONS) {
      expect([reason.code, reasonSaid(reason, english)]).toEqual([
        reason.code,
        expect.stringMatching(/^[^{}]+\.$/),
      ])
      expect([reason.code, reasonSaid(reason, arabic)]).toEqual([
        reason.code,
        expect.stringMatching(/^[^{}]*\p{Script=Arabic}[^{}]*\.$/u),
      ])
    }
  })

  it('is said with its figures', () => {
    const said = (reason: Reason) => reasonSaid(reason, english)
    expect(said({ code: 'too_long', at_most: 4_096 })).toBe('At most 4,096 characters.')
    expect(said({ code: 'not_one_of', options: ['a', 'b'] })).toBe(
      'Only one of these: \u2068a\u2069, \u2068b\u2069.',
    )
    const told = REASONS.filter((reason) => 'at_most' in reason)
    expect(told.length).toBeGreaterThan(5)
    for (const reason of told) expect(said(reason)).toContain('1,234')
  })

  it('is said with figures as the desk shows them', () => {
    const said = (field: string, at_most: number) =>
      faultSaid({ field, code: 'out_of_range', at_least: 0, at_most, detail }, english)
    expect(said('confidence_threshold', 1)).toBe('From 0 to 100.')
    expect(said('triggers[2].when.below', 1)).toBe('From 0 to 100.')
    expect(said('tools[0].timeout_ms', 28_500)).toBe('From 0 to 28.5.')
    expect(said('cost_budget_micros', 1e9)).toBe('From 0 to 1,000.')
    expect(said('temperature', 1)).toBe('From 0 to 1.')
  })

  it('is said in the API’s words where a newer API knows of more, or an older one of none', () => {
    const newer = { field: 'x', code: 'not_thought_of' as 'invalid', detail }
    const { code: _, ...older } = newer
    expect(faultSaid(newer, arabic)).toBe(detail)
    expect(faultSaid(older as typeof newer, arabic)).toBe(detail)
  })
})
