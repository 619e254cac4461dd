import { describe, expect, it } from 'vitest'
import { newTool } from './fields'
import { faultIn } from './schema'

const withArgument = (argument: unknown) => ({ type: 'object', properties: { order: argument } })

describe('the schema of a tool’s arguments', () => {
  it.each([
    newTool().parameters,
    '{ "type": "object" }',
    JSON.stringify({
      ...withArgument({ type: 'string', enum: ['a'], minLength: 1, maxLength: 9, title: 'T' }),
      required: ['order'],
      additionalProperties: false,
    }),
    JSON.stringify(withArgument({ type: 'integer', minimum: 1, maximum: 2.5 })),
    JSON.stringify(withArgument({ type: 'boolean', description: 'Whether' })),
  ])('can be %s', (text) => {
    expect(faultIn(text)).toBeUndefined()
  })

  it.each([
    ['{\n  "type": "object",\n}', 'json', '3'],
    ['[]', 'object', ''],
    ['{}', 'type', ''],
    ['{ "type": "array" }', 'member', 'type'],
    ['{ "type": "object", "oneOf": [] }', 'member', 'oneOf'],
    ['{ "type": "object", "required": ["order"] }', 'member', 'required'],
    ['{ "type": "object", "additionalProperties": true }', 'member', 'additionalProperties'],
    [JSON.stringify(withArgument('string')), 'argument', 'properties.order'],
    [JSON.stringify(withArgument({ type: 'object' })), 'argument_type', 'properties.order'],
    [
      JSON.stringify(withArgument({ type: 'string', pattern: '.' })),
      'rule',
      'properties.order.pattern',
    ],
    [
      JSON.stringify(withArgument({ type: 'number', maxLength: 3 })),
      'rule',
      'properties.order.maxLength',
    ],
    [
      JSON.stringify(withArgument({ type: 'string', minLength: -1 })),
      'rule',
      'properties.order.minLength',
    ],
  ])('cannot be %s', (text, fault, at) => {
    expect(faultIn(text)).toEqual({ fault, at })
  })

  it('has at most 32 arguments', () => {
    const of = (count: number) => ({
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`n${n}`, { type: 'string' }]),
      ),
    })
    expect(faultIn(JSON.stringify(of(32)))).toBeUndefined()
    expect(faultIn(JSON.stringify(of(33)))).toEqual({ fault: 'many', at: 'properties' })
  })
})
