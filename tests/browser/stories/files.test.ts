import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Desk, HAS_DESK, STILL } from '../story/desk.ts'
import { isLoaded, label, picture, plays, recording, saved, WIDTH } from '../story/files.ts'
import { type Agent, type Customer, eventually, type Phone, PLEA, stack } from '../story/index.ts'
import { withinAMinute } from '../story/settings.ts'

const baton = stack()
const CHLOE = ['agent', 2] as const
const LONG = 300_000

/** Chloé with a conversation before her that is hers. */
async function before(
  conversation: string,
  agent: Agent,
  options: Parameters<typeof baton.desk>[2] = {},
): Promise<Desk> {
  const desk = await baton.desk(...CHLOE, options)
  await agent.takes(await agent.finds(conversation))
  await desk.signsIn()
  await desk.opens(conversation)
  await desk.field.waitFor()
  return desk
}

/** Somebody on WhatsApp, and Chloé with their conversation before her. */
async function onWhatsapp(options?: Parameters<typeof baton.desk>[2]) {
  const [agent, phone] = [await baton.agent(...CHLOE), baton.phone()]
  await phone.writes(PLEA)
  const conversation = await phone.conversationId(agent)
  return { phone, conversation, desk: await before(conversation, agent, options) }
}

/** A visitor of the website who may attach files; what a session says of that may be a minute old. */
function visitor(): Promise<Customer> {
  return withinAMinute('a visitor who may attach files', async () => {
    const next = await baton.customer()
    await next.visits()
    await next.opensChat()
    const may = await next.clip.waitFor({ timeout: 4_000 }).then(
      () => true,
      () => false,
    )
    if (may) return next
    await next.context.close()
  })
}

/** A visitor of the website, and Chloé with their conversation before her. */
async function onTheWebsite(): Promise<{ customer: Customer; desk: Desk }> {
  const agent = await baton.agent(...CHLOE)
  const customer = await visitor()
  await customer.writes(PLEA)
  const desk = await before(await customer.conversationId(), agent)
  return { customer, desk }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const log = (desk: Desk) => desk.page.getByLabel('Messages')

/** What a phone got of this kind, once it has. */
const got = (phone: Phone, kind: string) =>
  eventually(`a message of kind ${kind}`, async () => {
    const all = (await phone.got()).filter((it) => it.kind === kind)
    return all.length > 0 && all
  })

describe.runIf(HAS_DESK)('files', () => {
  it('go to a customer on WhatsApp, with the words below them, once', async () => {
    const { desk, phone } = await onWhatsapp()
    const box = await picture()
    await desk.drops(box)
    await desk.page.getByRole('list', { name: 'Files to send' }).getByText('box.png').waitFor()
    await desk.replies('Is it this one?')
    await desk.sees('Is it this one?')
    const [sent, ...more] = await got(phone, 'image')
    expect(sent?.text).toBe('Is it this one?')
    expect(sent?.file).toMatchObject({ mime_type: 'image/png', sha256: sha256(box.bytes) })
    expect(more).toEqual([])
    await log(desk).getByText('Delivered').last().waitFor({ state: 'attached' })
    expect(await log(desk).getByRole('img', { name: 'Is it this one?' }).count()).toBe(1)
  })

  it('keep the words with them where the upload fails, until it goes well', async () => {
    const { desk, phone, conversation } = await onWhatsapp()
    let failed = false
    await desk.page.route(
      (url) => url.searchParams.has('X-Amz-Signature'),
      (route) => {
        if (failed || route.request().method() !== 'PUT') return route.fallback()
        failed = true
        return route.abort()
      },
    )
    await desk.attaches(label())
    await desk.page.getByText('The upload failed. Try again.').waitFor()
    await desk.replies('Your label')
    expect(await desk.field.inputValue()).toBe('Your label')
    await desk.page.getByRole('button', { name: 'Try to upload label.pdf again' }).click()
    await desk.page.getByText('label.pdf is ready to be sent.').waitFor({ state: 'attached' })
    // Neither is lost with the page, nor has the customer written meanwhile.
    await desk.page.reload()
    await desk.page.getByText('label.pdf is ready to be sent.').waitFor({ state: 'attached' })
    expect(await desk.field.inputValue()).toBe('Your label')
    // Another tab has them, too, until they are sent.
    const other = await desk.opensTab(`/conversations/${conversation}`)
    const there = other.page.getByRole('list', { name: 'Files to send' })
    await there.waitFor()
    expect(await other.field.inputValue()).toBe('Your label')
    await desk.field.press('Control+Enter')
    await there.waitFor({ state: 'detached' })
    await eventually('nothing to send', async () => (await other.field.inputValue()) === '')
    const sent = await got(phone, 'document')
    expect(sent.map((it) => it.text)).toEqual(['Your label'])
    await log(desk).getByText('label.pdf').waitFor()
  })

  it('of a customer on WhatsApp are seen, opened large and saved', async () => {
    const { desk, phone } = await onWhatsapp()
    const box = await picture()
    await phone.sendsPicture(box.bytes, 'It came like this')
    await (await desk.sees('It came like this')).click()
    const dialog = desk.page.getByRole('dialog')
    await isLoaded(dialog.getByRole('img', { name: 'It came like this' }))
    const download = desk.page.waitForEvent('download')
    await dialog.getByRole('button', { name: /^Download/ }).click()
    expect((await saved(await download)).bytes.equals(box.bytes)).toBe(true)
    await desk.page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    // The browser says of each answer that the file is not here yet.
    desk.troubles.length = 0
  })

  it('are heard and seen where they are sounds and films', async () => {
    const { desk, phone } = await onWhatsapp()
    const tone = await recording(desk.page, 'sound')
    await phone.speaks(tone)
    const voice = log(desk).locator('audio[aria-label="Voice message"]')
    await voice.waitFor()
    const heard = await plays(voice)
    expect(heard.seconds).toBeCloseTo(tone.seconds, 0)

    const film = await recording(desk.page, 'film')
    await desk.attaches(film)
    await desk.replies('This is how it opens')
    const [sent] = await got(phone, 'video')
    expect(sent?.text).toBe('This is how it opens')
    expect(sent?.file).toMatchObject({ mime_type: 'video/mp4', sha256: sha256(film.bytes) })
    const player = log(desk).locator('video[aria-label="film.mp4"]')
    await player.waitFor()
    const seen = await plays(player)
    expect(seen.seconds).toBeCloseTo(film.seconds, 0)
    expect(seen.width).toBe(WIDTH)
    // The browser says of each answer that the file is not here yet.
    desk.troubles.length = 0
  })

  it('go from a visitor to an agent, and back', { timeout: LONG }, async () => {
    const { customer, desk } = await onTheWebsite()
    const box = await picture()
    await customer.attaches(box)
    expect(await customer.hasNoFaults()).toEqual([])
    await customer.writes('This is what came')
    await customer.hasSent('This is what came')
    await (await desk.sees('This is what came')).click()
    const dialog = desk.page.getByRole('dialog')
    await isLoaded(dialog.getByRole('img', { name: 'This is what came' }))
    const download = desk.page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Download box.png' }).click()
    const { name, bytes } = await saved(await download)
    expect([name, bytes.equals(box.bytes)]).toEqual(['box.png', true])
    await desk.page.keyboard.press('Escape')

    await desk.attaches(await picture('shelf.png'))
    await desk.attaches(label())
    await desk.replies('We have another')
    await customer.reads('We have another', 'agent')
    await isLoaded(customer.panel.getByRole('img', { name: 'shelf.png' }))
    const link = customer.panel.getByRole('link', { name: /^label\.pdf/ })
    await eventually('the address of the label', async () =>
      (await link.getAttribute('href'))?.startsWith('http'),
    )
    const answer = await fetch((await link.getAttribute('href')) ?? '')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])

    // On the next page they are read from where they are kept.
    await customer.visits({ page: 'returns' })
    await customer.opensChat()
    await isLoaded(customer.panel.getByRole('img', { name: 'box.png' }))
    expect(await customer.hasNoFaults()).toEqual([])

    // Where they are kept no longer, both sides say so, and nobody is sent on a fool's errand.
    const conversation = await customer.conversationId()
    await (await baton.agent(...CHLOE)).losesFiles(conversation)
    await customer.visits()
    await customer.opensChat()
    const lost = customer.panel.locator('.file', { hasText: 'It is no longer kept.' })
    await lost.filter({ hasText: 'box.png' }).waitFor()
    await lost.filter({ hasText: 'label.pdf' }).waitFor()
    expect(await lost.evaluateAll((all) => all.map((it) => it.getAttribute('href')))).toEqual([
      null,
      null,
      null,
    ])
    expect(await customer.hasNoFaults()).toEqual([])
    await desk.opens(conversation)
    await log(desk)
      .getByText(/^It is no longer kept\./)
      .nth(2)
      .waitFor()
    // Each answer that says so is one that failed, for a browser.
    customer.troubles.length = 0
    desk.troubles.length = 0
  })

  it('of a visitor may be dropped and pasted, and come with the words', {
    timeout: LONG,
  }, async () => {
    const customer = await visitor()
    const [box, shelf] = [await picture(), await picture('shelf.png')]
    await customer.drops(box)
    expect(await customer.pastes(label())).toBe(true)
    // Of words that were copied there is often a picture as well, which nobody meant.
    expect(await customer.pastes(shelf, 'Shelf, 80 cm')).toBe(false)
    const chosen = customer.panel.getByRole('list', { name: 'Files to send' }).getByRole('listitem')
    expect(await chosen.locator('bdi').allTextContents()).toEqual(['box.png', 'label.pdf'])
    await customer.writes('Both came')
    await customer.hasSent('Both came')
    await isLoaded(customer.panel.getByRole('img', { name: 'box.png' }))
    const [agent, conversation] = [await baton.agent(...CHLOE), await customer.conversationId()]
    await eventually('both files', async () => {
      const sent = (await agent.reads(conversation)).filter((it) => it.media)
      if (sent.length < 2) return
      expect(sent.map((it) => [it.text ?? '', it.media?.filename, it.media?.size])).toEqual([
        ['Both came', 'box.png', box.bytes.length],
        ['', 'label.pdf', label().bytes.length],
      ])
      return true
    })
    expect(await customer.hasNoFaults()).toEqual([])
  })

  it('are refused where it is known that they cannot go, and say why', {
    timeout: LONG,
  }, async () => {
    const { customer, desk } = await onTheWebsite()
    const page = { name: 'page.html', mimeType: 'text/html', bytes: Buffer.from('<p>') }
    const huge = { name: 'huge.png', mimeType: 'image/png', bytes: Buffer.alloc(5_000_001) }
    await customer.attaches(page)
    await customer.attaches(huge)
    const chosen = customer.panel.getByRole('list', { name: 'Files to send' })
    await chosen.getByText('Files of this type cannot be sent.').waitFor()
    await chosen.getByText('Too large: at most 5 MB.').waitFor()
    await customer.writes('Not sent')
    expect(await customer.field.inputValue()).toBe('Not sent')
    for (const name of ['page.html', 'huge.png']) {
      await chosen.getByRole('button', { name: `Remove ${name}` }).click()
    }
    await customer.field.press('Enter')
    await customer.hasSent('Not sent')
    await desk.attaches(huge)
    await desk.page.getByText('Too large: at most 5 MB.').waitFor()
    await desk.page.getByRole('button', { name: 'Remove huge.png' }).click()

    // One that the server has let go of by then is refused only when it is sent.
    await desk.attaches(label('old.pdf'))
    await desk.page.getByText('old.pdf is ready to be sent.').waitFor({ state: 'attached' })
    await (await baton.agent(...CHLOE)).losesFiles(await customer.conversationId())
    await desk.replies('As promised')
    await log(desk).getByText('The file was not sent').waitFor()
    await log(desk).getByRole('button', { name: 'Back to the draft' }).click()
    await desk.page.getByText('It cannot be sent any more. Attach it again.').waitFor()
    await desk.page.getByRole('button', { name: 'Remove old.pdf' }).click()
    expect(await desk.field.inputValue()).toBe('As promised')
    await desk.field.press('Control+Enter')
    await customer.reads('As promised', 'agent')
    // The browser says of the refusal that it failed.
    desk.troubles.length = 0
  })

  it('have nothing wrong for axe, in light and in dark', async () => {
    const { desk, phone } = await onWhatsapp(STILL)
    const box = await picture()
    await phone.sendsPicture(box.bytes, 'It came like this')
    // What comes while one writes has to be seen before anything is sent.
    const seen = await desk.sees('It came like this')
    await desk.attaches(label())
    await desk.replies('Your label')
    await log(desk).getByText('label.pdf').waitFor()
    await desk.attaches(box)
    await desk.page.getByText('box.png is ready to be sent.').waitFor({ state: 'attached' })
    expect(await desk.hasNoFaults()).toEqual([])
    await seen.click()
    await isLoaded(desk.page.getByRole('dialog').getByRole('img'))
    expect(await desk.hasNoFaults()).toEqual([])
    desk.troubles.length = 0
  })
})
