/** What a canned reply may hold in braces. */
export const VARIABLES = ['contact_name', 'agent_name'] as const
export type Variable = (typeof VARIABLES)[number]

export const SHORTCUT = /^[a-z0-9][a-z0-9-]{0,31}$/

/** The text with its variables filled; others stay as they are. */
export function filled(text: string, values: Record<Variable, string>): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as Variable] : whole,
  )
}

/** The first thing in braces that stands for nothing. */
export function unknownIn(text: string): string | undefined {
  return text
    .match(/\{[^{}]*\}/g)
    ?.find((one) => !VARIABLES.some((variable) => one === `{${variable}}`))
}
