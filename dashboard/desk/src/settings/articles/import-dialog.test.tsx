import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { speak } from '../../words/words'
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
  afterEach(async () => {
    cleanup()
    await speak('en')
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
      'Not knownen/xLine 2Not available at the moment. Try again in a moment.',
      'NewAbout a.mda.md',
    ])
    screen.getByText('2 not taken')
    screen.getByText('1 not known')
    screen.getByText('1 new')

    server.use(
      http.post(`${API}/v1/articles/import`, async ({ request }) => {
        sent.push((await request.json()) as Record<string, unknown>)
        const kept = 'It is kept as a draft, but not published: the knowledge base is full.'
        return HttpResponse.json({ items: [line('en/x', 'unchanged', kept)] })
      }),
    )
    fireEvent.click(await screen.findByRole('button', { name: 'Send again' }))
    await screen.findByText('1 as before')
    expect(sent.slice(2)).toEqual([{ csv: 'title,body\nx,y', locale: 'en', publish: true }])
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull()
    // Taken, with something that is to be known of it: after what was not, before what is well.
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'Not takenlogo.pngNeither Markdown nor CSV.',
      'Not takenb.mdIt has no title.',
      'As beforeAbout en/xLine 2en/xIt is kept as a draft, but not published: the knowledge base is full.',
      'NewAbout a.mda.md',
    ])
  })

  it('says in the agent’s own language why something was not taken', async () => {
    const refused = (source: string, part: string | null, fault: object) => ({
      ...line(source, 'refused', 'As the API says.'),
      fault: { part, ...fault },
    })
    server.use(
      http.post(`${API}/v1/articles/import`, () =>
        HttpResponse.json({
          items: [
            refused('a.md', 'title', { code: 'missing' }),
            refused('b.md', 'questions', { code: 'too_long', at_most: 300 }),
            refused('c.md', null, { code: 'not_thought_of' }),
            {
              ...line('d.md', 'created', 'As the API says.'),
              fault: { part: null, code: 'knowledge_full' },
            },
          ],
        }),
      ),
    )
    const names = ['a.md', 'b.md', 'c.md', 'd.md']
    const first = fromFiles(names.map((name) => file(name, 'x')))
    await show(<ImportDialog first={first} onClose={() => undefined} />)
    await speak('ar')
    fireEvent.click(await screen.findByRole('button', { name: 'استورد' }))
    await screen.findByText('العنوان: هذا ما زال مطلوبًا.')
    screen.getByText(/^الأسئلة التي تجيب عنها: .+ حرف على الأكثر\.$/)
    screen.getByText('As the API says.')
    screen.getByText('حُفظ ولم يُنشر. لا متّسع لمزيد من المقالات.')
  })

  it('names a row that cannot be read by the table and the line that it stands on', async () => {
    const unreadable = { part: null, code: 'unreadable' }
    server.use(
      http.post(`${API}/v1/articles/import`, () =>
        HttpResponse.json({
          items: [{ ...line('row 1', 'refused', 'As the API says.'), fault: unreadable }],
        }),
      ),
    )
    const first = fromFiles([file('c.csv', 'title,body\nx"')])
    await show(<ImportDialog first={first} onClose={() => undefined} />)
    fireEvent.click(await screen.findByRole('button', { name: 'Import' }))
    await screen.findByText(/^It cannot be read/)
    expect(screen.getByRole('listitem').textContent).toContain('c.csvLine 2')
  })

  it('names both lines of rows that have the same title', async () => {
    server.use(
      http.post(`${API}/v1/articles/import`, () =>
        HttpResponse.json({ items: [line('en/x', 'created')] }),
      ),
    )
    const first = fromFiles([file('c.csv', 'title,body\nx,y\nx,z')])
    await show(<ImportDialog first={first} onClose={() => undefined} />)
    fireEvent.click(await screen.findByRole('button', { name: 'Import' }))
    await screen.findByText('Lines 2 and 3 have the same title and language. Only line 2 was sent.')
    screen.getByText('1 new')
  })
})
