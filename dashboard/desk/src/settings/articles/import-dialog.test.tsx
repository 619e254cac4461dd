import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { API, problem, show } from '../testing'
import { fromFiles } from './bring'
import ImportDialog from './import-dialog'

const server = setupServer()
const file = (name: string, text: string) => new File([text], name)

const line = (source: string, outcome: string, error: string | null = null) => ({
  source,
  line: null,
  outcome,
  error,
  article: outcome === 'refused' ? null : { id: `art_${source}`, title: `About ${source}` },
})

describe('the import', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  it('tells of each file what became of it, also of those that never got there', async () => {
    const sent: Record<string, unknown>[] = []
    server.use(
      http.post(`${API}/v1/articles/import`, async ({ request }) => {
        const body = (await request.json()) as { files?: { path: string }[]; csv?: string }
        sent.push(body)
        if (body.csv) return HttpResponse.json(...problem('unavailable', 503))
        return HttpResponse.json({
          items: [line('a.md', 'created'), line('b.md', 'refused', 'It has no title.')],
        })
      }),
    )
    const first = fromFiles([
      file('a.md', '# A\n\ntext'),
      file('b.md', ''),
      file('c.csv', 'title,body\nx,y'),
      file('logo.png', 'x'),
    ])
    await show(<ImportDialog first={first} onClose={() => undefined} />)
    await screen.findByText('3 files to import')
    fireEvent.click(screen.getByRole('button', { name: 'Remove c.csv' }))
    await screen.findByText('2 files to import')
    fireEvent.change(screen.getByLabelText('Choose files'), {
      target: { files: [file('c.csv', 'title,body\nx,y')] },
    })
    await screen.findByText('3 files to import')
    fireEvent.click(screen.getByRole('checkbox', { name: /Publish what is taken/ }))
    fireEvent.click(screen.getByRole('button', { name: 'Import' }))

    const list = within(await screen.findByRole('list', { name: 'What was imported' }))
    expect(sent).toEqual([
      {
        files: [
          { path: 'a.md', text: '# A\n\ntext' },
          { path: 'b.md', text: '' },
        ],
        locale: 'en',
        publish: true,
      },
      { csv: 'title,body\nx,y', locale: 'en', publish: true },
    ])
    expect(list.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Not takenlogo.pngNeither Markdown nor CSV.',
      'Not takenb.mdIt has no title.',
      'Not takenc.csvNot available at the moment. Try again in a moment.',
      'NewAbout a.mda.md',
    ])
    screen.getByText('3 not taken')
    screen.getByText('1 new')
  })
})
