/** A template that was sent from here. */
export interface KnownTemplate {
  name: string
  language: string
  /** How it read, for teammates. */
  text: string
}

const MOST = 12
const key = (agent: string, connection: string) => `baton.templates.${agent}.${connection}`

/** Those that this agent sent from this device, the last one first. */
export function knownTemplates(agent: string, connection: string): readonly KnownTemplate[] {
  try {
    return JSON.parse(localStorage.getItem(key(agent, connection)) ?? '[]') as KnownTemplate[]
  } catch {
    return []
  }
}

export function keepTemplate(agent: string, connection: string, template: KnownTemplate): void {
  const others = knownTemplates(agent, connection).filter(
    (one) => one.name !== template.name || one.language !== template.language,
  )
  localStorage.setItem(key(agent, connection), JSON.stringify([template, ...others].slice(0, MOST)))
}
