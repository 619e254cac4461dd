import { afterEach, describe, expect, it, vi } from 'vitest'
import { Api, type Refusal } from './api'
import { strings, whyLost } from './strings'

/** What becomes of asking for a file that is answered so. */
async function refused(status: number, body: string) {
  vi.stubGlobal('fetch', async () => new Response(body, { status }))
  const api = new Api({ apiUrl: 'http://api.example', wsUrl: undefined }, 'con_1')
  return (await api.fileOf('token', 7).catch((error: unknown) => error)) as Refusal
}

describe('a file that cannot be had', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each(['expired', 'too_large', 'refused', 'not_kept'])(
    '%s, in the reader’s words',
    async (lost) => {
      const { kind, loss } = await refused(
        410,
        JSON.stringify({ lost, detail: 'As the API says.' }),
      )
      expect(kind).toBe('lost')
      const [english, arabic] = ['en-GB', 'ar'].map((locale) => whyLost(strings(locale), loss))
      expect(english).toMatch(/^It .*\.$/)
      expect(arabic).toMatch(/^[\u0600-\u06ff\s]+\.$/)
    },
  )

  it('for a reason that is not known here, in the words of the API', async () => {
    const { loss } = await refused(
      410,
      JSON.stringify({ lost: 'eaten', detail: 'The dog ate it.' }),
    )
    expect(whyLost(strings('ar'), loss)).toBe('The dog ate it.')
    const { kind, loss: none } = await refused(410, '<html>')
    expect([kind, whyLost(strings('en'), none)]).toEqual(['lost', strings('en').cannotLoad])
  })

  it('now may be had later', async () => {
    expect(await refused(409, '{}')).toMatchObject({ kind: 'away', loss: {} })
  })
})
