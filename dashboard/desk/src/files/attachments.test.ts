import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { NewFile } from '../api/files'
import { ProblemError, UnreachableError } from '../api/problem'
import { Attachments } from './attachments'
import { KeptFiles } from './kept'
import { UploadError } from './upload'

const SOON = new Date(Date.now() + 900_000).toISOString()

const file = (name: string, size = 10) => {
  const made = new File(['x'], name)
  Object.defineProperty(made, 'size', { value: size })
  return made
}

const TO = { id: 'cnv_1', channel: 'widget' } as const

/** The server's and the store's part, for a tab that was just opened. */
const opened = (
  createFile: ConstructorParameters<typeof Attachments>[0]['createFile'],
  put: ConstructorParameters<typeof Attachments>[3],
) => new Attachments({ createFile }, TO, new KeptFiles('agt_1', TO.id), put)

/** Another tab has changed what is kept for all. */
const told = () =>
  dispatchEvent(new StorageEvent('storage', { key: null, storageArea: localStorage }))

const seen = (all: Attachments) =>
  all.getItems().map((one) => [one.name, one.fault?.why ?? one.state])

/** A server, and a store whose uploads end as the test says. */
function world(expires_at = SOON) {
  const begun: NewFile[] = []
  const puts: string[] = []
  const fates: ('ok' | Error)[] = []
  const createFile = async (_: string, facts: NewFile) => {
    begun.push(facts)
    const id = `fil_${begun.length}`
    return { id, upload: { method: 'PUT' as const, url: id, headers: {}, expires_at } }
  }
  const put = async ({ url }: { url: string }) => {
    puts.push(url)
    const fate = fates.shift() ?? 'ok'
    if (fate !== 'ok') throw fate
  }
  return { all: opened(createFile, put), begun, puts, fates, createFile, put }
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})

describe('files beside a draft', () => {
  it('are uploaded one after the other, and handed over once', async () => {
    const { all, begun, puts } = world()
    all.add([file('a.png'), file('b.pdf')])
    await vi.waitFor(() =>
      expect(all.getItems().map((one) => one.state)).toEqual(['ready', 'ready']),
    )
    expect(puts).toEqual(['fil_1', 'fil_2'])
    expect(begun.map((one) => one.mime_type)).toEqual(['image/png', 'application/pdf'])
    expect(all.take().map((one) => one.fileId)).toEqual(['fil_1', 'fil_2'])
    expect(all.take()).toEqual([])
  })

  it('go where they were going when they are tried again', async () => {
    const { all, begun, puts, fates } = world()
    fates.push(new UnreachableError())
    all.add([file('a.png')])
    await vi.waitFor(() =>
      expect(all.getItems()[0]).toMatchObject({ state: 'failed', again: true }),
    )
    all.again(all.getItems()[0]?.key ?? '')
    await vi.waitFor(() => expect(all.getItems()[0]?.state).toBe('ready'))
    expect(begun).toHaveLength(1)
    expect(puts).toEqual(['fil_1', 'fil_1'])
  })

  it.each([
    ['was refused', SOON, new UploadError()],
    ['has ended', new Date(Date.now() - 1_000).toISOString(), new UnreachableError()],
  ])('get another address where the first %s', async (_, expires_at, fate) => {
    const { all, begun, fates } = world(expires_at)
    fates.push(fate)
    all.add([file('a.png')])
    await vi.waitFor(() => expect(all.getItems()[0]?.state).toBe('failed'))
    all.again(all.getItems()[0]?.key ?? '')
    await vi.waitFor(() => expect(all.getItems()[0]?.fileId).toBe('fil_2'))
    expect(begun).toHaveLength(2)
  })

  it('are refused before anything is asked where it is known that they would be', async () => {
    const { all, begun } = world()
    all.add([file('a.html'), file('a.png', 5_000_001), file('a.pdf', 0), file('b.png', 5_000_000)])
    await vi.waitFor(() => expect(all.getItems()[3]?.state).toBe('ready'))
    expect(all.getItems().map((one) => one.fault)).toEqual([
      { why: 'type' },
      { why: 'size', limit: 5_000_000 },
      { why: 'empty' },
      undefined,
    ])
    expect(begun).toHaveLength(1)
  })

  it('say what the server has against them, and hold nothing else up', async () => {
    const problem = { type: '/problems/validation', title: '', detail: '', status: 422 } as const
    const errors = [
      { field: 'size', code: 'too_large' as const, at_most: 1_000_000, detail: 'At most 1 MB.' },
    ]
    const { createFile } = world()
    const refuses = vi
      .fn(createFile)
      .mockRejectedValueOnce(new ProblemError({ ...problem, errors }))
    const all = opened(refuses, async () => undefined)
    all.add([file('a.mp4'), file('b.png')])
    await vi.waitFor(() => expect(all.getItems()[1]?.state).toBe('ready'))
    const [refused] = all.getItems()
    expect(refused).toMatchObject({ fault: { why: 'size', limit: 16_000_000 }, again: false })
  })

  it('stop where they are taken away', async () => {
    let state = 'not begun'
    const { createFile } = world()
    const endless = (_: unknown, __: unknown, ___: unknown, signal: AbortSignal) =>
      new Promise<void>((_done, failed) => {
        state = 'uploading'
        signal.addEventListener('abort', () => {
          state = 'stopped'
          failed(signal.reason)
        })
      })
    const all = opened(createFile, endless)
    all.add([file('a.png')])
    await vi.waitFor(() => expect(state).toBe('uploading'))
    all.remove(all.getItems()[0]?.key ?? '')
    expect(state).toBe('stopped')
    expect(all.getItems()).toEqual([])
  })
})

describe('when the page is left', () => {
  const never = () => new Promise<void>(() => undefined)

  it('what is uploaded stays, and what is not says so, until it is taken away', async () => {
    const { all, createFile, put, fates } = world()
    fates.push('ok', new UnreachableError())
    all.add([file('a.png'), file('b.pdf'), file('c.html')])
    await vi.waitFor(() => expect(all.getItems()[1]?.state).toBe('failed'))
    const uploading = opened(createFile, never)
    uploading.add([file('d.mp4')])
    const next = opened(createFile, put)
    expect(seen(next)).toEqual([
      ['a.png', 'ready'],
      ['b.pdf', 'cut_off'],
      ['d.mp4', 'cut_off'],
    ])
    expect(next.getItems().map((one) => one.again)).toEqual([undefined, undefined, undefined])
    for (const { key } of next.getItems().slice(1)) next.remove(key)
    const last = opened(createFile, put)
    expect(seen(last)).toEqual([['a.png', 'ready']])
    expect(last.take()).toMatchObject([
      { fileId: 'fil_1', name: 'a.png', mime_type: 'image/png', size: 10 },
    ])
    expect(seen(opened(createFile, put))).toEqual([])
  })

  it('nothing is left of what was taken away, and of what was sent', async () => {
    const { all, createFile, put } = world()
    all.add([file('a.png'), file('b.pdf')])
    await vi.waitFor(() => expect(all.getItems()[1]?.state).toBe('ready'))
    all.remove(all.getItems()[0]?.key ?? '')
    expect(seen(opened(createFile, put))).toEqual([['b.pdf', 'ready']])
    all.take()
    expect(seen(opened(createFile, put))).toEqual([])
    expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
  })

  it('one that came back from a refusal stays, unless the server lets go of it', () => {
    const { all, createFile, put } = world()
    const facts = { name: 'a.png', mime_type: 'image/png', size: 10 }
    all.restore(facts, 'fil_1', false)
    all.restore({ ...facts, name: 'b.png' }, 'fil_2', true)
    for (const tab of [all, opened(createFile, put)]) {
      expect(seen(tab)).toEqual([
        ['a.png', 'ready'],
        ['b.png', 'gone'],
      ])
    }
  })

  it.each(['{', '"x"', 'null'])('what cannot be read is nothing: %s', (kept) => {
    localStorage.setItem('baton.files.agt_1.cnv_1', kept)
    sessionStorage.setItem('baton.files.agt_1.cnv_1', kept)
    const { all } = world()
    expect(seen(all)).toEqual([])
  })
})

describe('in two tabs', () => {
  it('the same files stand ready, and go once', async () => {
    const { all: one, createFile, put } = world()
    const two = opened(createFile, put)
    one.add([file('a.png')])
    await vi.waitFor(() => expect(one.getItems()[0]?.state).toBe('ready'))
    told()
    expect(seen(two)).toEqual([['a.png', 'ready']])
    two.add([file('b.png')])
    await vi.waitFor(() => expect(two.getItems()[1]?.state).toBe('ready'))
    // One of them sends before the other was told of anything.
    expect(two.take().map((it) => it.name)).toEqual(['a.png', 'b.png'])
    expect(one.take()).toEqual([])
    told()
    expect([seen(one), seen(two)]).toEqual([[], []])
  })

  it('each goes on with its own uploads', async () => {
    const { all: one, createFile } = world()
    let finish = () => {}
    const slow = () => new Promise<void>((done) => (finish = done))
    const two = opened(createFile, slow)
    two.add([file('slow.png')])
    one.add([file('a.png')])
    await vi.waitFor(() => expect(one.getItems()[0]?.state).toBe('ready'))
    told()
    expect(seen(two)).toEqual([
      ['slow.png', 'uploading'],
      ['a.png', 'ready'],
    ])
    finish()
    await vi.waitFor(() => expect(two.getItems()[0]?.state).toBe('ready'))
    told()
    expect(seen(one)).toEqual([
      ['a.png', 'ready'],
      ['slow.png', 'ready'],
    ])
  })
})
