import { describe, expect, it } from 'vitest'
import { add } from './outbox'
import { type Shelf, Store, shelf } from './store'

const SESSION = {
  session_token: 'v1.a.b',
  conversation_id: 'cnv_1',
  expires_at: '2026-01-01T12:00:00Z',
}
const NOON = Date.parse(SESSION.expires_at)

function memory(): Shelf {
  return shelf({
    get localStorage(): Storage {
      throw new Error('forbidden here')
    },
  })
}

describe('what outlives the page', () => {
  it('is found by the next page', () => {
    const kept = memory()
    const before = new Store(kept, 'con_1')
    before.keepSession(SESSION)
    before.keepOutbox(add([], 'a', 'hello', SESSION.expires_at))
    before.keepRead(7)
    const after = new Store(kept, 'con_1')
    expect(after.session(NOON - 3_600_000)).toEqual(SESSION)
    expect(after.outbox()).toHaveLength(1)
    expect(after.read()).toBe(7)
  })

  it('is not shared between connections', () => {
    const kept = memory()
    new Store(kept, 'con_1').keepSession(SESSION)
    expect(new Store(kept, 'con_2').session(0)).toBeUndefined()
  })

  it('has no session any more when it expires, or is about to', () => {
    const store = new Store(memory(), 'con_1')
    store.keepSession(SESSION)
    expect(store.session(NOON)).toBeUndefined()
    expect(store.session(NOON - 1_000)).toBeUndefined()
  })

  it('forgets with the session how far it was read, but not what is to be sent', () => {
    const store = new Store(memory(), 'con_1')
    store.keepSession(SESSION)
    store.keepRead(7)
    store.keepOutbox(add([], 'a', 'hello', SESSION.expires_at))
    store.forgetSession()
    expect(store.session(0)).toBeUndefined()
    expect(store.read()).toBe(0)
    expect(store.outbox()).toHaveLength(1)
  })

  it('never goes back in what was read', () => {
    const store = new Store(memory(), 'con_1')
    store.keepRead(7)
    store.keepRead(3)
    expect(store.read()).toBe(7)
  })

  it('lasts as long as the page where the shelf is full', () => {
    const full: Shelf = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full')
      },
      removeItem: () => {},
    }
    const store = new Store(full, 'con_1')
    store.keepOutbox(add([], 'a', 'hello', SESSION.expires_at))
    expect(store.outbox()).toHaveLength(1)
  })

  it('takes what it cannot read for nothing', () => {
    const kept = memory()
    kept.setItem('baton:con_1:session', '{"session_token":')
    kept.setItem('baton:con_1:read', '"far"')
    const store = new Store(kept, 'con_1')
    expect(store.session(0)).toBeUndefined()
    expect(store.read()).toBe(0)
  })
})
