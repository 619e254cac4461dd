/** What a tool's arguments may be said to be. The API holds to the same, and says so in its docs. */

/** What is wrong with a schema, and where in it. */
export interface SchemaFault {
  fault: 'json' | 'object' | 'member' | 'type' | 'argument' | 'argument_type' | 'rule' | 'many'
  /** The path to it, or the line where it is no JSON; empty for the whole. */
  at: string
}

const MOST_ARGUMENTS = 32
const KINDS = ['string', 'integer', 'number', 'boolean']

type Members = Record<string, unknown>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string'

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0

/** The first thing that is wrong with what was written; nothing where it can be used. */
export function faultIn(text: string): SchemaFault | undefined {
  let schema: unknown
  try {
    schema = JSON.parse(text)
  } catch (error) {
    return { fault: 'json', at: lineOf(error, text) }
  }
  if (!isObject(schema)) return { fault: 'object', at: '' }
  const { properties = {} } = schema
  for (const [name, value] of Object.entries(schema)) {
    if (!mayStand(name, value, properties)) return { fault: 'member', at: name }
  }
  if (schema.type === undefined) return { fault: 'type', at: '' }
  const described = Object.entries(properties as Members)
  if (described.length > MOST_ARGUMENTS) return { fault: 'many', at: 'properties' }
  for (const [name, argument] of described) {
    const fault = faultOfArgument(`properties.${name}`, argument)
    if (fault) return fault
  }
  return undefined
}

function mayStand(name: string, value: unknown, properties: unknown): boolean {
  switch (name) {
    case 'type':
      return value === 'object'
    case 'properties':
      return isObject(value)
    case 'required':
      return (
        Array.isArray(value) &&
        value.every((one) => isText(one) && isObject(properties) && Object.hasOwn(properties, one))
      )
    case 'additionalProperties':
      return value === false
    case 'description':
    case 'title':
    case '$schema':
      return isText(value)
    default:
      return false
  }
}

function faultOfArgument(at: string, argument: unknown): SchemaFault | undefined {
  if (!isObject(argument)) return { fault: 'argument', at }
  const kind = argument.type
  if (!isText(kind) || !KINDS.includes(kind)) return { fault: 'argument_type', at }
  const isNumber = kind === 'integer' || kind === 'number'
  for (const [name, value] of Object.entries(argument)) {
    const fine =
      name === 'type' ||
      ((name === 'description' || name === 'title') && isText(value)) ||
      (name === 'enum' &&
        kind === 'string' &&
        Array.isArray(value) &&
        value.length > 0 &&
        value.every(isText)) ||
      ((name === 'minLength' || name === 'maxLength') && kind === 'string' && isCount(value)) ||
      ((name === 'minimum' || name === 'maximum') && isNumber && typeof value === 'number')
    if (!fine) return { fault: 'rule', at: `${at}.${name}` }
  }
  return undefined
}

/** Where the browser stopped reading, as far as it says so. */
function lineOf(error: unknown, text: string): string {
  const place = /position (\d+)/.exec(String(error))?.[1]
  return place === undefined ? '' : `${text.slice(0, Number(place)).split('\n').length}`
}
