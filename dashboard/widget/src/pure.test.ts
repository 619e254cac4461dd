import { describe, expect, it } from 'vitest'
import { onColour } from './colour'
import { pieces } from './links'
import type { AuthorKind, Message } from './model'
import { checkAfter, pause, pollAfter } from './pace'
import { settings } from './settings'
import { speaker } from './speaker'
import { strings } from './strings'

const said = (kind: AuthorKind, text: string, name?: string): Message => ({
  id: text,
  seq: 1,
  author: name === undefined ? { kind } : { kind, name },
  kind: 'text',
  text,
  status: 'sent',
  created_at: '2026-01-01T00:00:00Z',
})

describe('who speaks', () => {
  const story = [
    said('customer', 'where is my parcel?'),
    said('bot', 'on its way'),
    said('customer', 'a person, please'),
    said('system', 'connecting you'),
    said('system', 'Now speaking with Ana.'),
    said('agent', 'Hello', 'Ana'),
    said('customer', 'thank you'),
    said('bot', 'back again'),
  ]
  const upTo = (count: number) => speaker(story.slice(0, count))

  it('is told step by step', () => {
    expect(upTo(0)).toEqual({ kind: 'bot' })
    expect(upTo(3)).toEqual({ kind: 'bot' })
    expect(upTo(4)).toEqual({ kind: 'notice', text: 'connecting you', waiting: true })
    expect(upTo(5)).toEqual({ kind: 'notice', text: 'Now speaking with Ana.', waiting: false })
    expect(upTo(7)).toEqual({ kind: 'agent', name: 'Ana' })
    expect(upTo(8)).toEqual({ kind: 'bot' })
  })
})

describe('a pause', () => {
  it('grows, has an end, and is never the same for all', () => {
    expect([1, 2, 3, 9].map((failed) => pause(failed, 1))).toEqual([1000, 2000, 4000, 30_000])
    expect(pause(3, 0)).toBe(2000)
    expect(pause(0, 0)).toBe(500)
  })
})

describe('a check for lost frames', () => {
  it('comes soon after news, and ever more rarely without any', () => {
    expect([0, 30_000, 60_000, 3_600_000].map(checkAfter)).toEqual([
      10_000, 15_000, 30_000, 300_000,
    ])
  })
})

describe('asking without a socket', () => {
  it('is frequent while somebody looks and there is news, and rare otherwise', () => {
    const watched = [0, 60_000, 3_600_000].map((since) => pollAfter(since, true))
    const unwatched = [0, 60_000, 3_600_000].map((since) => pollAfter(since, false))
    expect(watched).toEqual([3_000, 6_000, 30_000])
    expect(unwatched).toEqual([20_000, 30_000, 300_000])
  })
})

describe('web addresses in a message', () => {
  it('are found, without the full stop behind them', () => {
    expect(pieces('See https://a.example/b?c=1. Or (http://d.example)!')).toEqual([
      { text: 'See ' },
      { text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
      { text: '. Or (' },
      { text: 'http://d.example', href: 'http://d.example' },
      { text: ')!' },
    ])
  })

  it('are of the web only', () => {
    const texts = ['javascript:alert(1)', 'data:text/html,x', 'no address', '']
    for (const text of texts) expect(pieces(text).every((it) => !it.href)).toBe(true)
  })
})

describe('the words on a colour', () => {
  it('are those that are easier to read', () => {
    expect(onColour('#000')).toBe('#ffffff')
    expect(onColour('#0f766e')).toBe('#ffffff')
    expect(onColour('#ffd54a')).toBe('#111111')
    expect(onColour('#FFFFFF')).toBe('#111111')
  })

  it('are unknown where it is no colour', () => {
    for (const text of ['', 'red', '#12', '#12345g', 'url(x)']) {
      expect(onColour(text)).toBeUndefined()
    }
  })
})

describe('the script tag', () => {
  it('needs a connection and nothing else', () => {
    expect(settings({}, 'en')).toBeUndefined()
    expect(settings({ connection: 'con_1' }, 'pt-BR')).toMatchObject({
      connectionId: 'con_1',
      apiUrl: undefined,
      locale: 'pt-BR',
      theme: 'auto',
      position: 'end',
      visit: { locale: 'pt-BR' },
    })
  })

  it('says what is known of the visitor', () => {
    const data = {
      connection: 'con_1',
      visitorName: ' Ann ',
      visitorOrderNumber: '17',
      visitorPlan: 'gold',
    }
    expect(settings(data, 'en')?.visit).toEqual({
      name: 'Ann',
      locale: 'en',
      attributes: { order_number: '17', plan: 'gold' },
    })
  })

  it('hands on what the company signed, as it is, and nothing without a signature', () => {
    const payload = '{"attributes": {"tier": "vip"}, "expires_at": "2026-03-03T00:00:00Z"}'
    const data = { connection: 'con_1', signed: payload, signature: '00ff' }
    expect(settings(data, 'en')?.visit.signed).toEqual({ payload, signature: '00ff' })
    expect(settings({ connection: 'con_1', signed: payload }, 'en')?.visit.signed).toBeUndefined()
  })

  it('is not believed where it makes no sense', () => {
    const data = { connection: 'con_1', theme: 'pink', position: 'top', accent: 'red' }
    const found = settings(data, 'not a locale!')
    expect(found).toMatchObject({ theme: 'auto', position: 'end', accent: undefined, visit: {} })
  })
})

describe('the words of the widget', () => {
  it('go by the language, and are English otherwise', () => {
    expect(strings('ar-EG').dir).toBe('rtl')
    expect(strings('de-AT').title).toBe(strings('en').title)
  })

  it('are all there in every language', () => {
    expect(Object.keys(strings('ar')).sort()).toEqual(Object.keys(strings('en')).sort())
  })
})
