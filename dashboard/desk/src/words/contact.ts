import type { Channel, Contact } from '../api/client'
import type { Translate } from './words'

/** What to call a customer: their name, else their number, else something short to tell them apart. */
export function contactName(contact: Contact, channel: Channel, t: Translate): string {
  if (contact.name) return contact.name
  if (channel === 'whatsapp') return `+${contact.address.replace(/^\+/, '')}`
  const short = contact.address.replace(/^[a-z]+_/, '').slice(0, 6)
  return t(channel === 'widget' ? 'contact.visitor' : 'contact.unnamed', { id: short })
}
