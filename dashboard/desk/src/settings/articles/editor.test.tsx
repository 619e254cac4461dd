import { useQuery } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '../../api/knowledge'
import { useDesk } from '../../shell/context'
import { API, problem, show } from '../testing'
import { Editor } from './editor'

const ARTICLE: Article = {
  id: 'art_1',
  version: 4,
  status: 'published',
  title: 'Returns',
  locale: 'en',
  source: null,
  chunks: 1,
  updated_at: '2026-01-01T00:00:00Z',
  updated_by: { id: 'agt_elena', name: 'Elena' },
  body: 'Yes.',
  questions: [],
  created_at: '2026-01-01T00:00:00Z',
  created_by: { id: 'agt_elena', name: 'Elena' },
  published_at: '2026-01-01T00:00:00Z',
  published_by: { id: 'agt_elena', name: 'Elena' },
}

const server = setupServer()
let sent: { path: string; key: string | null; body: Record<string, unknown> }[] = []

/** The API with this article in it, which it saves under the version that it has. */
function holding(article: Article | undefined) {
  let now = article
  const note = async (request: Request) => {
    const body = (await request.json()) as Record<string, unknown>
    const { pathname } = new URL(request.url)
    sent.push({
      path: `${request.method} ${pathname.split('/v1')[1]}`,
      key: request.headers.get('idempotency-key'),
      body,
    })
    return body
  }
  server.use(
    http.get(`${API}/v1/articles/:id`, () => HttpResponse.json(now)),
    http.put(`${API}/v1/articles/:id`, async ({ request }) => {
      const { version, ...words } = await note(request)
      if (!now || version !== now.version) {
        return HttpResponse.json(...problem('stale-version', 409, { version: now?.version }))
      }
      now = { ...now, ...words, version: now.version + 1 }
      return HttpResponse.json(now)
    }),
    http.post(`${API}/v1/articles`, async ({ request }) => {
      const words = await note(request)
      now = { ...ARTICLE, ...words, id: 'art_new', version: 1, status: 'draft' }
      return HttpResponse.json(now, { status: 201 })
    }),
    http.delete(`${API}/v1/articles/:id`, ({ request }) => {
      const asked = new URL(request.url)
      sent.push({ path: `DELETE ${asked.search}`, key: null, body: {} })
      if (!now) return HttpResponse.json(...problem('not-found', 404))
      if (Number(asked.searchParams.get('version')) !== now.version) {
        return HttpResponse.json(...problem('stale-version', 409, { version: now.version }))
      }
      now = undefined
      return new HttpResponse(null, { status: 204 })
    }),
    http.post(`${API}/v1/articles/:id/publish`, () => {
      now = now && { ...now, status: 'published', version: now.version + 1 }
      return HttpResponse.json(now)
    }),
  )
}

/** As the page has it: what is read anew is shown. */
function ArticleUnderEdit() {
  const { api } = useDesk()
  const now = useQuery({
    queryKey: ['article', ARTICLE.id],
    queryFn: () => api.article(ARTICLE.id),
    initialData: ARTICLE,
    staleTime: 60_000,
  })
  return <Editor id={ARTICLE.id} article={now.data} question={undefined} />
}

const field = (name: string) => screen.getByRole('textbox', { name }) as HTMLTextAreaElement
const write = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the editor of articles', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(() => {
    sent = []
    localStorage.clear()
  })
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  const open = async (article: Article, question?: string) => {
    const shown = await show(<Editor id={article.id} article={article} question={question} />)
    await screen.findByRole('textbox', { name: 'Title' })
    return shown
  }

  it('saves under the version that it saw', async () => {
    holding(ARTICLE)
    await open(ARTICLE)
    write('Text', 'Yes, in 30 days.')
    press('Save for customers')
    await screen.findByText('Saved')
    expect(sent.map(({ body }) => body)).toEqual([
      { version: 4, title: 'Returns', locale: 'en', questions: [], body: 'Yes, in 30 days.' },
    ])
    expect(Object.keys(localStorage).filter((key) => key.includes('article'))).toEqual([])
  })

  it('shows what somebody else saved, and saves mine over it when told to', async () => {
    holding({ ...ARTICLE, version: 7, title: 'Sending back', body: 'Within 14 days.' })
    await open(ARTICLE)
    write('Text', 'Within 30 days.')
    press('Save for customers')
    await screen.findByText('Elena saved this while you were editing')
    expect(screen.getByRole('group', { name: 'Text: yours' }).textContent).toBe('Within 30 days.')
    expect(screen.getByRole('group', { name: 'Text: Elena' }).textContent).toBe('Within 14 days.')
    expect(field('Text').value).toBe('Within 30 days.')
    press('Save mine')
    await screen.findByText('Saved')
    // The title, which was not touched here, follows theirs.
    expect(sent.at(-1)?.body).toMatchObject({
      version: 7,
      title: 'Sending back',
      body: 'Within 30 days.',
    })
  })

  it('lets theirs be taken instead', async () => {
    holding({ ...ARTICLE, version: 7, body: 'Within 14 days.' })
    await open(ARTICLE)
    write('Text', 'Within 30 days.')
    press('Save for customers')
    await screen.findByText('Elena saved this while you were editing')
    press('Take theirs, drop mine')
    await waitFor(() => expect(field('Text').value).toBe('Within 14 days.'))
    // Long enough for another request to arrive.
    await new Promise((done) => setTimeout(done, 50))
    expect(sent).toHaveLength(1)
  })

  it('takes an answer that was lost for what it was', async () => {
    holding({ ...ARTICLE, version: 5, body: 'Within 30 days.' })
    await open(ARTICLE)
    write('Text', 'Within 30 days.')
    press('Save for customers')
    await screen.findByText('Saved')
    expect(screen.queryByText(/saved this while/)).toBeNull()
  })

  it('asks before an edit is left, and keeps it for later', async () => {
    holding(ARTICLE)
    const { router, unmount } = await open(ARTICLE)
    write('Text', 'Half a sent')
    void router.navigate({ to: '/settings' as never })
    await screen.findByRole('dialog', { name: 'You have not saved this' })
    press('Leave for later')
    await screen.findByText('Elsewhere: /settings')
    unmount()
    await open(ARTICLE)
    expect(field('Text').value).toBe('Half a sent')
    expect(screen.getByText(/were not saved when you left/)).toBeTruthy()
    press('Discard them')
    expect(field('Text').value).toBe('Yes.')
  })

  it('shows at once where a kept edit began from what is no longer there', async () => {
    holding(ARTICLE)
    const { unmount } = await open(ARTICLE)
    write('Text', 'Mine')
    unmount()
    await open({ ...ARTICLE, version: 6, body: 'Theirs' })
    await screen.findByText('Elena saved this while you were editing')
  })

  it('begins with the question that customers asked in vain, once for all tries', async () => {
    holding(undefined)
    const { router } = await show(<Editor id="new" question="Do you ship to Mars?" />)
    await screen.findByRole('textbox', { name: 'Title' })
    expect(field('Questions it answers').value).toBe('Do you ship to Mars?')
    server.use(http.post(`${API}/v1/articles`, () => HttpResponse.error(), { once: true }))
    write('Title', 'Mars')
    write('Text', 'Not yet.')
    press('Save and publish')
    await screen.findByText('No answer')
    press('Save and publish')
    await waitFor(() => expect(router.state.location.pathname).toBe('/settings/articles/art_new'))
    expect(sent.map(({ path }) => path)).toEqual(['POST /articles'])
    expect(sent[0]?.key).toBeTruthy()
    expect(sent[0]?.body).toMatchObject({ questions: ['Do you ship to Mars?'] })
  })

  it('deletes once it is said what is lost, also what was not saved, and leaves the page', async () => {
    holding({ ...ARTICLE, questions: ['Can I?', 'May I?'] })
    const { router } = await open({ ...ARTICLE, questions: ['Can I?', 'May I?'] })
    write('Text', 'Half a sent')
    press('Delete…')
    const dialog = within(screen.getByRole('dialog', { name: 'Delete “Returns”?' }))
    expect(dialog.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Its text and the 2 questions that it answers are gone for good.',
      'The bot answers from it now. It stops within a minute.',
      'What you have not saved here is lost, too.',
    ])
    // Whoever only presses Enter loses nothing.
    expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Cancel' }))
    expect(sent).toEqual([])
    fireEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await screen.findByText('Elsewhere: /settings/articles')
    expect(router.state.location.state.said).toBe('Deleted: Returns')
    expect(sent.map(({ path }) => path)).toEqual(['DELETE ?version=4'])
    expect(Object.keys(localStorage).filter((key) => key.includes('article'))).toEqual([])
  })

  it('deletes nothing that somebody changed until one was told who', async () => {
    holding({ ...ARTICLE, version: 6, updated_by: { id: 'agt_ben', name: 'Ben' } })
    await show(<ArticleUnderEdit />)
    await screen.findByRole('textbox', { name: 'Title' })
    press('Delete…')
    const dialog = within(screen.getByRole('dialog'))
    fireEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await dialog.findByText(/^Ben changed it while you were asking/)
    const again = dialog.getByRole('button', { name: 'Delete' })
    await waitFor(() => expect(again.getAttribute('aria-disabled')).toBeNull())
    fireEvent.click(again)
    await screen.findByText('Elsewhere: /settings/articles')
    expect(sent.map(({ path }) => path)).toEqual(['DELETE ?version=4', 'DELETE ?version=6'])
  })

  it('takes one that is gone already for deleted, and says what kept another from it', async () => {
    holding(undefined)
    await open(ARTICLE)
    server.use(http.delete(`${API}/v1/articles/:id`, () => HttpResponse.error(), { once: true }))
    press('Delete…')
    const dialog = within(screen.getByRole('dialog'))
    fireEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await dialog.findByText('No answer')
    fireEvent.click(dialog.getByRole('button', { name: 'Delete' }))
    await screen.findByText('Elsewhere: /settings/articles')
  })

  it('says at the field what is wrong with it', async () => {
    await open(ARTICLE)
    server.use(
      http.put(`${API}/v1/articles/:id`, () =>
        HttpResponse.json(
          ...problem('validation', 422, {
            errors: [{ field: 'title', code: 'missing', detail: 'As the API says.' }],
          }),
        ),
      ),
    )
    write('Title', '')
    press('Save for customers')
    await screen.findByText('This is still needed.')
    expect(field('Title').getAttribute('aria-invalid')).toBe('true')
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  })
})
