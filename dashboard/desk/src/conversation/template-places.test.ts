import { describe, expect, it } from 'vitest'
import type { Template } from '../api/desk'
import { filled, found, inOrder, piecesOf, placesOf, readsAs } from './template-places'

const appointment = {
  name: 'appointment',
  language: 'en_US',
  category: 'utility',
  header: { format: 'image' },
  body: 'See you {{day}} at {{time}}. {{day}} it is!',
  footer: 'The shop',
  buttons: [
    { kind: 'quick_reply', text: 'Fine' },
    { kind: 'url', text: 'Move it' },
    { kind: 'copy_code', text: '' },
  ],
  placeholders: 5,
  components_for_sending: [
    { type: 'header', parameters: [{ type: 'image', image: { link: '{{link}}' } }] },
    {
      type: 'body',
      parameters: [
        { type: 'text', parameter_name: 'day', text: '{{day}}' },
        { type: 'text', parameter_name: 'time', text: '{{time}}' },
      ],
    },
    {
      type: 'button',
      sub_type: 'url',
      index: '1',
      parameters: [{ type: 'text', text: '{{1}}' }],
    },
    {
      type: 'button',
      sub_type: 'copy_code',
      index: '2',
      parameters: [{ type: 'coupon_code', coupon_code: '{{code}}' }],
    },
  ],
} as unknown as Template

const plain = (name: string, language: string, body = 'Hello'): Template =>
  ({
    name,
    language,
    category: 'utility',
    body,
    placeholders: 0,
    components_for_sending: [],
  }) as Template

describe('the places of a template', () => {
  it('are those of what is sent with it, in its order', () => {
    expect(placesOf(appointment)).toEqual([
      { key: '0.0', part: 'header', name: 'link', kind: 'link' },
      { key: '1.0', part: 'body', name: 'day', kind: 'text' },
      { key: '1.1', part: 'body', name: 'time', kind: 'text' },
      { key: '2.0', part: 'button', name: '1', kind: 'text', button: 'Move it' },
      { key: '3.0', part: 'button', name: 'code', kind: 'text', button: '' },
    ])
    expect(placesOf(appointment)).toHaveLength(appointment.placeholders)
    expect(placesOf(plain('hello', 'en'))).toEqual([])
  })

  it('are filled in where the provider looks for them', () => {
    const values = {
      '0.0': 'https://shop.example/a.jpg',
      '1.0': ' Monday ',
      '1.1': '{{day}}',
      '2.0': '8812',
      '3.0': '25OFF',
    }
    expect(filled(appointment, values)).toEqual([
      {
        type: 'header',
        parameters: [{ type: 'image', image: { link: 'https://shop.example/a.jpg' } }],
      },
      {
        type: 'body',
        parameters: [
          { type: 'text', parameter_name: 'day', text: 'Monday' },
          // What somebody writes is no place.
          { type: 'text', parameter_name: 'time', text: '{{day}}' },
        ],
      },
      {
        type: 'button',
        sub_type: 'url',
        index: '1',
        parameters: [{ type: 'text', text: '8812' }],
      },
      {
        type: 'button',
        sub_type: 'copy_code',
        index: '2',
        parameters: [{ type: 'coupon_code', coupon_code: '25OFF' }],
      },
    ])
    expect(readsAs(appointment, values)).toBe(
      'See you Monday at {{day}}. Monday it is!\n\nThe shop',
    )
  })

  it('stand out until they are filled in', () => {
    expect(piecesOf(appointment, 'body', appointment.body, { '1.0': 'Monday' })).toEqual([
      { text: 'See you ', place: 'none' },
      { text: 'Monday', place: 'filled' },
      { text: ' at ', place: 'none' },
      { text: '{{time}}', place: 'open' },
      { text: '. ', place: 'none' },
      { text: 'Monday', place: 'filled' },
      { text: ' it is!', place: 'none' },
    ])
  })
})

describe('a list of templates', () => {
  it('is searched by everything that can be read', () => {
    const all = [appointment, plain('order_update', 'es', 'Tu pedido va en camino.')]
    expect(found(all, 'ORDER update').map(({ name }) => name)).toEqual(['order_update'])
    expect(found(all, 'pedido es')).toHaveLength(1)
    expect(found(all, 'shop')).toEqual([appointment])
    expect(found(all, ' ')).toEqual(all)
    expect(found(all, 'pedido shop')).toEqual([])
  })

  it('begins with what was used last, then with the customer’s language', () => {
    const all = ['a', 'b', 'c', 'd'].map((name) => plain(name, name === 'c' ? 'es_MX' : 'en_US'))
    const used = [
      { name: 'd', language: 'en_US' },
      { name: 'b', language: 'en_US' },
      { name: 'a', language: 'fr' },
    ]
    const names = (locale?: string) => inOrder(all, used, locale).map(({ name }) => name)
    expect(names('es-AR')).toEqual(['d', 'b', 'c', 'a'])
    expect(names('en')).toEqual(['d', 'b', 'a', 'c'])
    expect(names(undefined)).toEqual(['d', 'b', 'a', 'c'])
  })
})
