import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { API, problem, show } from '../testing'
import { Examples } from './examples'

const server = setupServer()
const saved = vi.hoisted(() => [] as { name: string; text: Promise<string> }[])
vi.mock('../../files/download', () => ({
  save: (what: Blob, name: string) => saved.push({ name, text: what.text() }),
}))

/** The parts by the cursor that leads to each. */
type Parts = Record<string, { lines: string[]; next?: string }>

describe('the download of examples', () => {
  let asked: (string | null)[] = []
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(() => {
    saved.length = 0
    asked = []
  })
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  const holds = (parts: Parts, fails: (cursor: string | null) => boolean = () => false) =>
    server.use(
      http.get(`${API}/v1/examples`, ({ request }) => {
        const cursor = new URL(request.url).searchParams.get('cursor')
        asked.push(cursor)
        if (fails(cursor)) return HttpResponse.json(...problem('unavailable', 503))
        const part = parts[cursor ?? '']
        return new HttpResponse(part?.lines.map((line) => `${line}\n`).join(''), {
          headers: {
            'content-type': 'application/x-ndjson',
            ...(part?.next ? { 'x-next-cursor': part.next } : {}),
          },
        })
      }),
    )
  const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

  it('follows the cursor to the end, also past a part that holds none', async () => {
    holds({
      '': { lines: ['{"n":1}', '{"n":2}'], next: 'a' },
      a: { lines: [], next: 'b' },
      b: { lines: ['{"n":3}'] },
    })
    await show(<Examples />)
    await press('Download examples')
    await screen.findByText('3 examples saved.')
    expect(asked).toEqual([null, 'a', 'b'])
    expect(saved).toHaveLength(1)
    expect(saved[0]?.name).toMatch(/^examples-\d{4}-\d\d-\d\d\.jsonl$/)
    expect(await saved[0]?.text).toBe('{"n":1}\n{"n":2}\n{"n":3}\n')
  })

  it('keeps what came before a failure, and goes on from there', async () => {
    let down = true
    holds(
      { '': { lines: ['1'], next: 'a' }, a: { lines: ['2'] } },
      (cursor) => down && cursor === 'a',
    )
    await show(<Examples />)
    await press('Download examples')
    await screen.findByText(/The 1 example that came before is kept/)
    expect(saved).toEqual([])
    down = false
    await press('Go on')
    await screen.findByText('2 examples saved.')
    expect(asked).toEqual([null, 'a', 'a'])
    expect(await saved[0]?.text).toBe('1\n2\n')
  })

  it('can be stopped, and saves nothing then', async () => {
    let go: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    server.use(
      http.get(`${API}/v1/examples`, async () => {
        await gate
        asked.push('answered')
        return new HttpResponse('1\n', { headers: { 'x-next-cursor': 'a' } })
      }),
    )
    await show(<Examples />)
    await press('Download examples')
    await screen.findByText('0 examples so far…')
    await press('Stop')
    go()
    await waitFor(() => expect(asked).toEqual(['answered']))
    await screen.findByRole('button', { name: 'Download examples' })
    // Until the late answer was read.
    await new Promise((done) => setTimeout(done, 50))
    expect([asked, saved]).toEqual([['answered'], []])
  })

  it('says where nobody marked anything, instead of saving an empty file', async () => {
    holds({ '': { lines: [] } })
    await show(<Examples />)
    await press('Download examples')
    await screen.findByText(/^There is no example/)
    expect(saved).toEqual([])
  })
})
