import { describe, expect, it, vi } from 'vitest'
import type { NewFile } from '../api/files'
import { ProblemError, UnreachableError } from '../api/problem'
import { Attachments } from './attachments'
import { UploadError } from './upload'

const SOON = new Date(Date.now() + 900_000).toISOString()

const file = (name: string, size = 10) => {
  const made = new File(['x'], name)
  Object.defineProperty(made, 'size', { value: size })
  return made
}

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
  const all = new Attachments({ createFile }, { id: 'cnv_1', channel: 'widget' }, put)
  return { all, begun, puts, fates, createFile }
}

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
    const errors = [{ field: 'size', detail: 'At most 1 MB.' }]
    const { createFile } = world()
    const refuses = vi
      .fn(createFile)
      .mockRejectedValueOnce(new ProblemError({ ...problem, errors }))
    const to = { id: 'cnv_1', channel: 'widget' } as const
    const all = new Attachments({ createFile: refuses }, to, async () => undefined)
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
    const to = { id: 'cnv_1', channel: 'widget' } as const
    const all = new Attachments({ createFile }, to, endless)
    all.add([file('a.png')])
    await vi.waitFor(() => expect(state).toBe('uploading'))
    all.remove(all.getItems()[0]?.key ?? '')
    expect(state).toBe('stopped')
    expect(all.getItems()).toEqual([])
  })
})
