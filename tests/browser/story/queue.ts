import type { Agent } from './agent.ts'
import type { Outputs } from './outputs.ts'
import { Phone } from './phone.ts'

/** People who ask for a person, as a demo shows them. */
const PEOPLE = [
  ['Amara Diallo', 'My parcel says delivered, but nothing came. I want to talk to a real person.'],
  ['Liam Novak', 'This is a complaint. I want my money back and a real person!'],
  ['Sofia Rossi', 'The total of my invoice is wrong. I want to talk to a human about it.'],
  ['Kenji Tanaka', 'I want to talk to a human about the broken screen.'],
  ['Noura Haddad', 'Please connect me with a person from support.'],
] as const

/** A queue as it is on some morning; answers the conversations, the last one last. */
export async function morning(outputs: Outputs, agent: Agent): Promise<string[]> {
  const conversations: string[] = []
  for (const [name, words] of PEOPLE) {
    const phone = new Phone(outputs, name)
    await phone.writes('Where is my parcel?')
    await phone.isAnswered()
    await phone.writes(words)
    conversations.push(await phone.conversationId(agent))
  }
  return conversations
}
