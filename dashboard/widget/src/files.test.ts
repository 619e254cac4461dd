import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refusal } from './api'
import { Files, faultOf, typeOf } from './files'
import type { Attachments, Message } from './model'

const TAKEN: Attachments = {
  allowed: true,
  mime_types: ['image/png', 'application/pdf', 'text/csv'],
  max_bytes: { image: 100, audio: 200, video: 200, document: 200 },
}

const file = (name: string, type: string, size = 10) => new File(['x'.repeat(size)], name, { type })

/** The API and the store of files; what goes wrong is set by the test. */
class World {
  begun = 0
  puts: string[] = []
  sent: (readonly [id: string, text: string, fileId: string])[] = []
  wrong: { begin?: Refusal; put?: Refusal; send?: Refusal } = {}
  online = true
  forbidden = 0
  hold: Promise<void> | undefined

  readonly files = new Files({
    begin: async () => {
      this.strike('begin')
      const id = `fil_${++this.begun}`
      const expires_at = new Date(Date.now() + 900_000).toISOString()
      return { id, upload: { url: id, headers: {}, expires_at } }
    },
    put: async ({ url }, _file, progress, signal) => {
      this.puts.push(url)
      progress(0.5)
      await this.hold
      signal.throwIfAborted()
      this.strike('put')
    },
    send: async (...one) => {
      this.sent.push(one)
      this.strike('send')
    },
    now: () => Date.now(),
    isOnline: () => this.online,
    changed: () => undefined,
    forbidden: () => {
      this.forbidden += 1
    },
    pause: () => 1_000,
  })

  get stages() {
    return this.files.items.map((it) => it.stage)
  }

  private strike(what: 'begin' | 'put' | 'send'): void {
    const refusal = this.wrong[what]
    delete this.wrong[what]
    if (refusal) throw refusal
  }
}

let world: World
const soon = () => vi.advanceTimersByTimeAsync(0)
const later = () => vi.advanceTimersByTimeAsync(5_000)

beforeEach(() => {
  vi.useFakeTimers()
  world = new World()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('files on their way out', () => {
  it('go one after the other, with their words', async () => {
    world.files.add('own1', file('a.png', 'image/png'), 'look')
    world.files.add('own2', file('b.pdf', 'application/pdf'), '')
    await soon()
    expect(world.sent).toEqual([
      ['own1', 'look', 'fil_1'],
      ['own2', '', 'fil_2'],
    ])
    expect(world.stages).toEqual(['accepted', 'accepted'])
  })

  it('are stored once, though the answer to the message was lost', async () => {
    world.wrong = { send: new Refusal('away') }
    world.files.add('own1', file('a.png', 'image/png'), '')
    await later()
    expect(world.puts).toEqual(['fil_1'])
    expect(world.sent.map(([id]) => id)).toEqual(['own1', 'own1'])
    expect(world.stages).toEqual(['accepted'])
  })

  it('go where they were going when the network comes back', async () => {
    world.wrong = { put: new Refusal('away') }
    world.files.add('own1', file('a.png', 'image/png'), '')
    await later()
    expect(world.puts).toEqual(['fil_1', 'fil_1'])
    expect(world.begun).toBe(1)
  })

  it('wait while there is no network, as long as the page lasts', async () => {
    world.online = false
    world.files.add('own1', file('a.png', 'image/png'), '')
    await later()
    expect([world.begun, world.stages]).toEqual([0, ['waiting']])
    world.online = true
    await world.files.run()
    expect(world.stages).toEqual(['accepted'])
  })

  it('begin anew where their place was refused, and hold up none behind them', async () => {
    world.wrong = { send: new Refusal('rejected') }
    world.files.add('own1', file('a.png', 'image/png'), '')
    world.files.add('own2', file('b.png', 'image/png'), '')
    await soon()
    expect(world.stages).toEqual(['failed', 'accepted'])
    world.files.retry('own1')
    await soon()
    expect(world.sent.at(-1)).toEqual(['own1', '', 'fil_3'])
  })

  it('tell where they are not taken any more', async () => {
    world.wrong = { begin: new Refusal('forbidden') }
    world.files.add('own1', file('a.png', 'image/png'), '')
    await soon()
    expect([world.forbidden, world.stages]).toEqual([1, ['failed']])
  })

  it('are not sent once they were given up', async () => {
    let release = () => {}
    world.hold = new Promise((done) => {
      release = done
    })
    world.files.add('own1', file('a.png', 'image/png'), '')
    await soon()
    expect(world.files.items[0]).toMatchObject({ stage: 'uploading', progress: 0.5 })
    world.files.discard('own1')
    release()
    await later()
    expect([world.sent, world.stages]).toEqual([[], []])
  })

  it('lend their names to frames, and are gone once they stand in the conversation', async () => {
    world.files.add('own1', file('a.png', 'image/png'), '')
    await soon()
    const frame: Message = {
      id: 'msg_1',
      seq: 1,
      author: { kind: 'customer' },
      kind: 'image',
      media: { id: 'fil_1' },
      status: 'received',
      created_at: '2026-01-01T00:00:00Z',
    }
    const named = world.files.named(frame)
    expect(named.client_message_id).toBe('own1')
    world.files.confirm([named])
    expect(world.stages).toEqual([])
    expect(world.files.preview('fil_1')).toMatch(/^blob:/)
    expect(
      world.files.named({ ...frame, media: { id: 'fil_9' } }).client_message_id,
    ).toBeUndefined()
  })

  it('are given up with the visitor they are of, and those of the next go on', async () => {
    let answers = () => {}
    world.hold = new Promise((resolve) => {
      answers = () => resolve(undefined)
    })
    world.files.add('of 88', file('a.png', 'image/png'), '')
    await soon()
    world.files.add('of 99', file('b.pdf', 'application/pdf'), '')
    world.files.forget(({ id }) => id === 'of 88')
    answers()
    await later()
    expect(world.sent.map(([id]) => id)).toEqual(['of 99'])
    expect(world.stages).toEqual(['accepted'])
  })

  it('are stored anew in a new conversation', async () => {
    world.wrong = { send: new Refusal('away') }
    world.files.add('own1', file('a.png', 'image/png'), '')
    await soon()
    world.files.renew()
    await later()
    expect(world.sent.at(-1)?.[2]).toBe('fil_2')
  })
})

describe('a file', () => {
  it('is refused before it goes out where that is known', () => {
    expect(faultOf(file('a.png', 'image/png', 100), TAKEN)).toBeUndefined()
    expect(faultOf(file('a.png', 'image/png', 101), TAKEN)).toEqual({ why: 'size', limit: 100 })
    expect(faultOf(file('a.html', 'text/html'), TAKEN)).toEqual({ why: 'type' })
    expect(faultOf(file('a.pdf', 'application/pdf', 0), TAKEN)).toEqual({ why: 'empty' })
  })

  it('is called as the API has it', () => {
    expect(typeOf(file('list.csv', 'application/vnd.ms-excel'))).toBe('text/csv')
    expect(typeOf(file('a.png', 'image/png'))).toBe('image/png')
    expect(typeOf(file('voice', 'audio/ogg;codecs=opus'))).toBe('audio/ogg')
  })
})
