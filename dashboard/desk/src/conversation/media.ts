import type { Message } from '../api/client'

// What a customer sends comes in the provider's shape, and may be anything: each is read with care,
// and what does not fit is left out.

type Bag = Record<string, unknown>

const bag = (value: unknown): Bag =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

/** Where the file can be fetched, for one that was sent by its address. Nothing but https. */
export function linkOf({ media }: Message): string | undefined {
  if (!media?.id.startsWith('https://')) return undefined
  return URL.canParse(media.id) ? new URL(media.id).href : undefined
}

export interface Place {
  latitude: number
  longitude: number
  address: string | undefined
}

/** The place that a message points to. */
export function placeOf(message: Message): Place | undefined {
  if (message.kind !== 'location') return undefined
  const { latitude, longitude, address } = bag(message.details)
  const [north, east] = [Number(latitude ?? Number.NaN), Number(longitude ?? Number.NaN)]
  if (!(Math.abs(north) <= 90) || !(Math.abs(east) <= 180)) return undefined
  return { latitude: north, longitude: east, address: word(address) }
}

export interface Card {
  name: string
  phones: string[]
}

/** The contact cards of a message. */
export function cardsOf(message: Message): readonly Card[] {
  if (message.kind !== 'contacts') return []
  const cards: unknown[] = Array.isArray(message.details) ? message.details : [message.details]
  return cards.flatMap((card) => {
    const { name, phones } = bag(card)
    const called = word(bag(name).formatted_name)
    const numbers = list(phones).flatMap((phone) => word(bag(phone).phone) ?? [])
    return called || numbers.length > 0 ? [{ name: called ?? '', phones: numbers }] : []
  })
}

export interface Item {
  name: string
  quantity: number
}

/** What is in the cart of a message. */
export function orderOf(message: Message): readonly Item[] {
  if (message.kind !== 'order') return []
  return list(bag(message.details).product_items).flatMap((one) => {
    const { product_retailer_id, quantity } = bag(one)
    const name = word(product_retailer_id)
    const count = Number(quantity)
    return name && count > 0 ? [{ name, quantity: count }] : []
  })
}
