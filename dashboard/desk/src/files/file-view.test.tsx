import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApi, type Message } from '../api/client'
import { ProblemError, problemFrom } from '../api/problem'
import type { Desk } from '../live/desk'
import type { Session } from '../session/session'
import { DeskContext } from '../shell/context'
import { speak } from '../words/words'
import { FileView } from './file-view'
import { Large } from './large'
import { askAgainAfter } from './use-file'

const API = 'http://api.example'
const PATH = `${API}/v1/conversations/cnv_1/messages/7/file`
const server = setupServer()

const message = (kind: Message['kind'], change: Partial<Message> = {}): Message => ({
  id: 'msg_7',
  conversation_id: 'cnv_1',
  seq: 7,
  version: 1,
  author: { kind: 'customer' },
  kind,
  status: 'received',
  media: { id: '1287637', mime_type: 'image/png' },
  created_at: '2026-01-01T00:00:00Z',
  ...change,
})

const link = (name: string, lasts = 900_000) => ({
  url: `http://store.example/${name}`,
  mime_type: 'image/png',
  filename: name,
  size: 2_500_000,
  expires_at: new Date(Date.now() + lasts).toISOString(),
})
const problem = (type: string, status: number, more: object = {}) =>
  HttpResponse.json(
    { type: `/problems/${type}`, title: '', detail: '', status, ...more },
    { status },
  )

function show(one: Message) {
  // It is always in view here.
  vi.stubGlobal('IntersectionObserver', undefined)
  const session = { token: async () => 'token' } as unknown as Session
  const desk = { api: createApi(API, session), me: { id: 'agt_1' } } as unknown as Desk
  render(
    <DeskContext value={desk}>
      <QueryClientProvider client={new QueryClient()}>
        <Large>
          <FileView message={one} />
        </Large>
      </QueryClientProvider>
    </DeskContext>,
  )
}

describe('the file of a message', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(async () => {
    cleanup()
    await speak('en')
    server.resetHandlers()
    vi.unstubAllGlobals()
  })
  afterAll(() => server.close())

  it('is a picture, called by its words, which opens large', async () => {
    server.use(http.get(PATH, () => HttpResponse.json(link('broken.png'))))
    show(message('image', { text: 'It came broken' }))
    const picture = await screen.findByRole('img', { name: 'It came broken' })
    expect(picture.getAttribute('src')).toBe('http://store.example/broken.png')
    fireEvent.click(screen.getByRole('button', { name: 'It came broken' }))
    const dialog = await screen.findByRole('dialog')
    expect(dialog.textContent).toContain('2.5 MB')
    expect(screen.getByRole('button', { name: 'Download broken.png' })).toBeTruthy()
  })

  it('is asked for again while the channel still has it, and then shown', async () => {
    let asked = 0
    server.use(
      http.get(PATH, () =>
        asked++ === 0 ? problem('file-not-here-yet', 409) : HttpResponse.json(link('late.png')),
      ),
    )
    show(message('image'))
    await screen.findByText('On its way here from the channel…')
    await screen.findByRole('img', { name: 'Picture' }, { timeout: 15_000 })
    expect(asked).toBe(2)
  })

  it.each([
    ['expired', /^The channel no longer had it/, /^لم يعد لدى القناة/],
    ['too_large', /^It is larger than what is kept/, /^أكبر مما يُحفظ/],
    ['refused', /^The channel did not give it out/, /^لم تسلّمه القناة/],
    ['not_kept', /^It is no longer kept/, /^لم يعد محفوظًا/],
  ])('is said to be lost, and why, in the language of the reader: %s', async (lost, ...words) => {
    const answer = () => problem('file-lost', 410, { lost, detail: 'As the API says.' })
    server.use(http.get(PATH, answer))
    for (const [index, language] of (['en', 'ar'] as const).entries()) {
      await speak(language)
      show(message('video'))
      await screen.findByText(words[index] ?? '')
      expect(screen.queryByRole('button')).toBeNull()
      cleanup()
    }
  })

  it('is said to be lost in the words of the API where the reason is a new one', async () => {
    const detail = 'The dog ate it.'
    server.use(http.get(PATH, () => problem('file-lost', 410, { lost: 'eaten', detail })))
    show(message('video'))
    await screen.findByText(detail)
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('gets another address where the first has ended, and gives up after that', async () => {
    let asked = 0
    server.use(http.get(PATH, () => HttpResponse.json(link(`${++asked}.png`))))
    show(message('image'))
    fireEvent.error(await screen.findByRole('img'))
    await waitFor(() => expect(screen.getByRole('img').getAttribute('src')).toMatch(/2\.png$/))
    fireEvent.error(screen.getByRole('img'))
    await screen.findByText('It could not be loaded.')
    expect(asked).toBe(2)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await screen.findByRole('img')
  })

  it('is a row with its name, type and size where it is nothing to look at', async () => {
    const pdf = { ...link('label.pdf'), mime_type: 'application/pdf' }
    server.use(http.get(PATH, () => HttpResponse.json(pdf)))
    show(message('document', { media: { id: 'fil_1', filename: 'label.pdf', size: 2_500_000 } }))
    await screen.findByText('PDF · 2.5 MB')
    expect(screen.getByRole('button', { name: 'Download label.pdf' })).toBeTruthy()
  })

  it('is to be played, and saved where the browser cannot play it', async () => {
    const voice = { ...link('voice.amr'), mime_type: 'audio/amr' }
    server.use(http.get(PATH, () => HttpResponse.json(voice)))
    show(message('voice'))
    const player = await screen.findByLabelText('Voice message')
    Object.defineProperty(player, 'error', { value: { code: 4 } })
    fireEvent.error(player)
    await screen.findByText('AMR · 2.5 MB')
  })
})

it('waits longer each time, up to a minute, and as long as it is told', () => {
  const told = problemFrom({ type: '/problems/file-not-here-yet', title: '' }, 409, '30')
  expect(askAgainAfter(0, new ProblemError(told))).toBe(30_000)
  const waits = [0, 1, 2, 3, 4, 5, 6, 7].map((count) => askAgainAfter(count, undefined) / 1_000)
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
})
