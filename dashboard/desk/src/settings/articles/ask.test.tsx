import { cleanup, fireEvent, screen } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { API, show } from '../testing'
import { AskBox } from './ask'

const server = setupServer()
const find = (title: string, more: object) => ({
  title,
  passage: `${title} says so.`,
  score: 0.8,
  words: 0.5,
  meaning: null,
  source: null,
  article_id: null,
  ...more,
})

describe('the test question', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    cleanup()
    server.resetHandlers()
  })
  afterAll(() => server.close())

  const asks = async (answer: object) => {
    server.use(
      http.post(`${API}/v1/articles/ask`, () =>
        HttpResponse.json({ would_answer: true, threshold: 0.5, runners_up: [], ...answer }),
      ),
    )
    await show(<AskBox />)
    fireEvent.change(await screen.findByRole('textbox'), { target: { value: 'May I?' } })
    fireEvent.click(screen.getByRole('button', { name: 'Ask' }))
    await screen.findByText('The bot would answer')
  }

  it('tells where a passage stands that is of no article here, without a way to one', async () => {
    const source = 's3://help/returns.pdf'
    await asks({
      searched: 'knowledge_base',
      best: find('Returns', { source }),
      runners_up: [find('', { source }), find('Ours', { article_id: 'art_1' })],
    })
    expect(screen.getAllByText(source)).toHaveLength(2)
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
      '/settings/articles/art_1',
    ])
    screen.getByText(/^Looked for in your knowledge base/)
  })

  it('says where articles stood in for the knowledge base', async () => {
    await asks({ searched: 'articles_instead', best: find('Returns', { article_id: 'art_1' }) })
    screen.getByText(/^The knowledge base did not answer in time/)
  })
})
