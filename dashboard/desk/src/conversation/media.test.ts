import { describe, expect, it } from 'vitest'
import type { Message } from '../api/client'
import { cardsOf, linkOf, orderOf, placeOf } from './media'

const message = (kind: Message['kind'], change: object): Message => ({
  id: 'msg_1',
  conversation_id: 'cnv_1',
  seq: 1,
  version: 1,
  author: { kind: 'customer' },
  kind,
  status: 'received',
  created_at: '2026-01-01T00:00:00Z',
  ...change,
})

describe('what a message carries', () => {
  it('is opened only where it lies behind https', () => {
    const at = (id: string) => linkOf(message('image', { media: { id } }))
    expect(at('https://shop.example/a b.png')).toBe('https://shop.example/a%20b.png')
    expect(at('1287637')).toBeUndefined()
    expect(at('javascript:alert(1)')).toBeUndefined()
    expect(at('http://shop.example/a.png')).toBeUndefined()
    expect(linkOf(message('image', {}))).toBeUndefined()
  })

  it('may be a place on the earth, and nowhere else', () => {
    const at = (details: unknown) => placeOf(message('location', { details }))
    expect(at({ latitude: 52.5, longitude: 13.4, address: 'Berlin' })).toEqual({
      latitude: 52.5,
      longitude: 13.4,
      address: 'Berlin',
    })
    expect(at({ latitude: 91, longitude: 0 })).toBeUndefined()
    expect(at({ latitude: 'x"><script>', longitude: 0 })).toBeUndefined()
    expect(at(null)).toBeUndefined()
    expect(at('no')).toBeUndefined()
  })

  it('may be cards and carts, of which what does not fit is left out', () => {
    const card = { name: { formatted_name: 'Ann' }, phones: [{ phone: '+1555' }, { wa_id: '1' }] }
    expect(cardsOf(message('contacts', { details: [card, 7, {}] }))).toEqual([
      { name: 'Ann', phones: ['+1555'] },
    ])
    const items = [{ product_retailer_id: 'mug', quantity: 2 }, { quantity: 1 }, null]
    expect(orderOf(message('order', { details: { product_items: items } }))).toEqual([
      { name: 'mug', quantity: 2 },
    ])
  })
})
