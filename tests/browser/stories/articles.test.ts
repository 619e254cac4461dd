import { randomUUID } from 'node:crypto'
import type { Locator } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { type Agent, each, eventually, stack } from '../story/index.ts'
import { refusal } from '../story/settings.ts'

const baton = stack()
/** Nobody else's stories need Elena at the desk. */
const ELENA = ['lead', 1] as const
const BEN = ['agent', 1] as const
/** How long until every part of the bot has heard of an article, and a story may take for it. */
const HEARD_OF = { timeout: 240_000 }
const A_MINUTE_AND_MORE = 75_000

/** A subject of which no article tells. */
const subject = () => `zeppelin${randomUUID().slice(0, 6)}`
/** Far from all other articles, whatever the subject: not about days, say, as opening hours are. */
const question = (about: string) => `May I rent a ${about} for a trip across the Alps?`
const answer = (about: string) =>
  `A ${about} is rented by the hour, for trips across the Alps as well.`

interface Article {
  id: string
  version: number
  title: string
  status: string
}

async function opensArticles(desk: Desk, view = ''): Promise<void> {
  await desk.page.goto(`${desk.address}/settings/articles${view}`)
  await desk.page.getByRole('heading', { name: 'Articles', exact: true }).waitFor()
}

const field = (desk: Desk, name: string): Locator => desk.page.getByRole('textbox', { name })
const press = (desk: Desk, name: string) =>
  desk.page.getByRole('button', { name, exact: true }).click()

/** Asks in the box until the bot would say this. */
async function asksUntil(desk: Desk, asked: string, verdict: RegExp): Promise<void> {
  await field(desk, 'A question, as a customer would ask it').fill(asked)
  const look = async () => {
    await press(desk, 'Ask')
    // Asked anew, the box is empty until it is answered.
    await desk.page.getByText(/^(The bot would answer|.*call a person)$/).waitFor()
    return desk.page.getByText(verdict).isVisible()
  }
  await eventually(`the test question to be answered with ${verdict}`, look, A_MINUTE_AND_MORE)
}

/** Writes an article about something and publishes it; gives its address. */
async function publishes(desk: Desk, about: string): Promise<string> {
  await opensArticles(desk)
  await desk.page.getByRole('link', { name: 'New article' }).click()
  await field(desk, 'Title').fill(`Renting a ${about}`)
  await field(desk, 'Questions it answers').fill(question(about))
  await field(desk, 'Text').fill(answer(about))
  await press(desk, 'Save and publish')
  await desk.page.getByRole('button', { name: 'Withdraw' }).waitFor()
  return desk.page.url()
}

/** Deletes every article that is found by these words. */
async function cleansUp(lead: Agent, words: string): Promise<void> {
  const path = `/v1/articles?limit=100&q=${encodeURIComponent(words)}`
  const found: Article[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const part: { items: Article[]; next_cursor: string | null } = await lead.asks(
      'GET',
      cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path,
    )
    found.push(...part.items)
    cursor = part.next_cursor
  }
  await each(found, ({ id, version }) =>
    lead.asks('DELETE', `/v1/articles/${id}?version=${version}`),
  )
}

describe.runIf(HAS_DESK)('the articles', () => {
  it('answer the next customer once published, and nobody once withdrawn', HEARD_OF, async () => {
    const desk = await baton.desk(...ELENA)
    await desk.signsIn()
    const about = subject()
    const address = await publishes(desk, about)

    await opensArticles(desk)
    await asksUntil(desk, question(about), /The bot would answer/)
    await desk.page.getByText(answer(about)).waitFor()
    await desk.page.getByRole('meter', { name: 'Confidence' }).waitFor()
    await desk.page
      .getByRole('link', { name: `Renting a ${about}` })
      .first()
      .waitFor()

    const end = Date.now() + 120_000
    for (;;) {
      const customer = await baton.customer()
      await customer.visits()
      await customer.opensChat()
      await customer.writes(question(about))
      const answered = await Promise.race([
        customer.reads(answer(about)).then(() => true),
        customer.isTold(/./).then(() => false),
      ])
      if (answered) break
      if (Date.now() > end) throw new Error('the bot never answered from what was published')
    }

    await desk.page.goto(address)
    await press(desk, 'Withdraw')
    await desk.page.getByRole('button', { name: 'Publish', exact: true }).waitFor()
    await opensArticles(desk)
    await asksUntil(desk, question(about), /call a person/)
  })

  it('show what another lead saved meanwhile, and let one choose', async () => {
    const desk = await baton.desk(...ELENA)
    const other = await baton.agent('lead')
    const about = subject()
    const words = { title: `Conflict about ${about}`, body: 'First.' }
    const article = await other.asks<Article>('POST', '/v1/articles', words)
    await desk.signsIn()
    await desk.page.goto(`${desk.address}/settings/articles/${article.id}`)
    await field(desk, 'Text').fill('Elena’s words.')
    await other.asks('PUT', `/v1/articles/${article.id}`, {
      ...words,
      title: `Settled about ${about}`,
      body: 'The other’s words.',
      version: article.version,
    })
    await press(desk, 'Save as draft')
    await desk.page.getByText(`${other.name} saved this while you were editing`).waitFor()
    await desk.page
      .getByRole('group', { name: `Text: ${other.name}` })
      .getByText('The other’s')
      .waitFor()
    await press(desk, 'Save mine')
    await desk.page.getByText('Saved', { exact: true }).waitFor()
    const now = await other.asks<Article & { body: string }>('GET', `/v1/articles/${article.id}`)
    expect(now).toMatchObject({ title: `Settled about ${about}`, body: 'Elena’s words.' })
    // The refusal is what the story is about.
    desk.troubles.length = 0
  })

  it('keep what was not saved, through a reload and another page', async () => {
    const desk = await baton.desk(...ELENA)
    await desk.signsIn()
    await desk.page.goto(`${desk.address}/settings/articles/new`)
    await field(desk, 'Title').fill('Half a thought')
    await desk.page.reload()
    await eventually('the title to be back', async () => {
      return (await field(desk, 'Title').inputValue()) === 'Half a thought'
    })
    await desk.page.getByRole('link', { name: 'Escalations' }).first().click()
    const dialog = desk.page.getByRole('dialog', { name: 'You have not saved this' })
    await dialog.getByRole('button', { name: 'Go on editing' }).click()
    expect(await field(desk, 'Title').inputValue()).toBe('Half a thought')
    await desk.page.getByRole('link', { name: 'Escalations' }).first().click()
    await dialog.getByRole('button', { name: 'Discard' }).click()
    await desk.page.getByRole('group', { name: 'Sections' }).waitFor()
    await desk.page.goto(`${desk.address}/settings/articles/new`)
    expect(await field(desk, 'Title').inputValue()).toBe('')
  })

  it('come from files and tables, chosen or dropped, with a report of each', async () => {
    const desk = await baton.desk(...ELENA)
    await desk.signsIn()
    await opensArticles(desk)
    await press(desk, 'Import')
    const dialog = desk.page.getByRole('dialog')
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    })
    // The same path is the same article: this story leaves two, however often it is told.
    const once = randomUUID()
    await dialog
      .getByLabel('Choose files', { exact: true })
      .setInputFiles([
        file('story-import.md', `# Story import\n\nTold as ${once}.`),
        file('story-empty.md', ''),
        file('logo.png', 'x'),
      ])
    await dialog.getByText('2 files to import').waitFor()
    const dropped = await desk.page.evaluateHandle((told) => {
      const transfer = new DataTransfer()
      const table = `title,body\nStory table,"Told as ${told}."\nStory without a body,\n`
      transfer.items.add(new File([table], 'story.csv', { type: 'text/csv' }))
      return transfer
    }, once)
    await dialog.getByText('or drop them here').dispatchEvent('drop', { dataTransfer: dropped })
    await dialog.getByText('3 files to import').waitFor()
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    const report = dialog.getByRole('list', { name: 'What was imported' })
    const line = (words: string) => report.getByRole('listitem').filter({ hasText: words })
    await line('story-import.md')
      .getByText(/^(New|Changed)$/)
      .waitFor()
    await line('Story table')
      .getByText(/^(New|Changed)$/)
      .waitFor()
    await line('story-empty.md').getByText('Not taken').waitFor()
    await line('Story without a body').getByText('Line 3').waitFor()
    await line('logo.png').getByText('Neither Markdown nor CSV.').waitFor()
    await line('story-import.md').getByRole('link').click()
    await field(desk, 'Text').getByText(once).waitFor()
  })

  it('come from a table that is larger than one request, each row once', HEARD_OF, async () => {
    const desk = await baton.desk(...ELENA)
    const lead = await baton.agent('lead')
    const once = subject()
    onTestFinished(() => cleansUp(lead, once), HEARD_OF.timeout)
    await desk.signsIn()
    await opensArticles(desk)
    await press(desk, 'Import')
    const dialog = desk.page.getByRole('dialog')
    const rows = Array.from(
      { length: 205 },
      (_, n) => `Row ${n} of ${once},"In two\r\nlines, ${n}."`,
    )
    const table = ['title,body', ...rows, `Row 3 of ${once},Again`].join('\r\n')
    await dialog
      .getByLabel('Choose files', { exact: true })
      .setInputFiles([{ name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(table) }])
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.getByText('205 new').waitFor({ timeout: 120_000 })
    await dialog
      .getByText('Lines 8 and 412 have the same title and language. Only line 8 was sent.')
      .waitFor()
    expect(await dialog.getByText('1 not taken').count()).toBe(1)
    expect(await desk.hasNoFaults()).toEqual([])
    await dialog.getByRole('button', { name: 'Show all 206' }).click()
    const last = dialog.getByRole('listitem').filter({ hasText: `Row 204 of ${once}` })
    await last.getByText('Line 410').waitFor()
    await last.getByRole('link').click()
    await eventually('the text of the last row', async () => {
      return (await field(desk, 'Text').inputValue()) === 'In two\nlines, 204.'
    })
  })

  it('are deleted by a lead who was told what is lost, and who changed it', async () => {
    const desk = await baton.desk(...ELENA)
    const other = await baton.agent('lead')
    const title = `Rid of the ${subject()}`
    const words = { title, body: 'First.', questions: ['Can I be rid of it?'] }
    const article = await other.asks<Article>('POST', '/v1/articles', words)
    const path = `/v1/articles/${article.id}`
    const published = await other.asks<Article>('POST', `${path}/publish`, {})
    await desk.signsIn()
    await desk.page.goto(`${desk.address}/settings/articles/${article.id}`)
    await press(desk, 'Delete…')
    const dialog = desk.page.getByRole('dialog', { name: `Delete “${title}”?` })
    await dialog.getByText('Its text and the question that it answers').waitFor()
    await dialog.getByText('The bot answers from it now.').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    // Who only presses Enter loses nothing.
    await desk.page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    await press(desk, 'Delete…')
    await other.asks('PUT', path, { ...words, body: 'Second.', version: published.version })
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await dialog.getByText(`${other.name} changed it while you were asking.`).waitFor()
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await desk.page.getByText(`Deleted: ${title}`).waitFor()
    await desk.page.getByRole('heading', { name: 'Articles', exact: true }).waitFor()
    expect(await refusal(other, 'GET', path)).toBe(404)
    // The refusal is what the story is about.
    desk.troubles.length = 0
  })

  it('begin with a question that was asked in vain', HEARD_OF, async () => {
    const asked = `does the captain of the ${subject()} whistle to his parrot in a storm at sea?`
    const customer = await baton.customer()
    await customer.visits()
    await customer.opensChat()
    await customer.writes(asked)
    await customer.isTold(/./)
    const desk = await baton.desk(...ELENA)
    await desk.signsIn()
    const group = desk.page.getByRole('listitem').filter({ hasText: asked }).first()
    await eventually('the question among the unanswered', async () => {
      await opensArticles(desk, '?view=unanswered')
      await desk.page.getByText(/for which a person was called/).waitFor()
      return group.isVisible()
    })
    // What stands for the group may have been asked by another story, about something like it.
    const heading = await group.getByRole('paragraph').first().textContent()
    await group.getByRole('link', { name: 'Write an article' }).click()
    await desk.page.getByRole('heading', { name: 'New article' }).waitFor()
    expect(await field(desk, 'Questions it answers').inputValue()).toBe(heading)
  })

  it('are for leads', async () => {
    const desk = await baton.desk(...BEN)
    await desk.signsIn()
    await desk.page.goto(`${desk.address}/settings/articles`)
    await desk.page.getByText('This page is not for you').waitFor()
    expect(await desk.page.getByRole('link', { name: 'Articles' }).count()).toBe(0)
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const desk = await baton.desk(...ELENA, STILL)
    await desk.signsIn()
    await opensArticles(desk)
    await desk.page.getByRole('table').waitFor()
    await asksUntil(desk, 'where is my parcel?', /The bot would answer/)
    expect(await desk.hasNoFaults()).toEqual([])
    await press(desk, 'Unanswered questions')
    await desk.page.getByText(/for which a person was called/).waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await press(desk, 'Import')
    const dialog = desk.page.getByRole('dialog')
    await dialog
      .getByLabel('Choose files', { exact: true })
      .setInputFiles([{ name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('x') }])
    await dialog.getByText('Neither Markdown nor CSV.').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
    await desk.page.keyboard.press('Escape')
    await press(desk, 'Articles')
    await desk.page.getByRole('table').getByRole('link', { name: 'Where is my parcel?' }).click()
    await field(desk, 'Title').waitFor()
    expect(await desk.hasNoFaults()).toEqual([])
  })
})
