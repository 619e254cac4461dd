import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Me } from '../../api/client'
import type { Fault } from '../../api/problem'
import type { EvaluatorDetail, EvaluatorTrial } from '../../api/settings'
import { speak } from '../../words/words'
import { API, problem, show } from '../testing'
import { EvaluatorPage } from './page'
import { EVALUATOR, UNTOUCHED } from './samples'

const server = setupServer()
const KEY = 'sk-very-secret'
const ANSWERED: EvaluatorTrial = {
  outcome: 'answered',
  note: null,
  detail: null,
  reply: 'We are open from nine to five.',
  evaluator: 'openai_compatible/small',
  elapsed_ms: 1_240,
  tokens: { input: 1_000, output: 200 },
}

/** Of the models that there are: one, in two regions. */
const offered = (field: string): Fault => ({
  field,
  code: 'not_offered',
  options: ['small', 'small@us-east-1'],
  detail: 'As the API says.',
})

let kept: EvaluatorDetail
let saved: Record<string, unknown>[] = []
let tried: Record<string, unknown>[] = []
let refusal: Fault[] | undefined
let trial: EvaluatorTrial

async function at(role: Me['role'], what: EvaluatorDetail) {
  kept = what
  server.use(
    http.get(`${API}/v1/me`, () => HttpResponse.json({ id: 'agt_me', role, version: 1 })),
    http.get(`${API}/v1/evaluator`, () => HttpResponse.json(kept)),
    http.put(`${API}/v1/evaluator`, async ({ request }) => {
      const { version, api_key, tool_signing_key, ...rest } = (await request.json()) as Record<
        string,
        unknown
      >
      saved.push({
        version,
        ...rest,
        ...(api_key !== undefined && { api_key }),
        ...(tool_signing_key !== undefined && { tool_signing_key }),
      })
      if (refusal) return HttpResponse.json(...problem('validation', 422, { errors: refusal }))
      if (version !== kept.version) {
        return HttpResponse.json(...problem('stale-version', 409, { version: kept.version }))
      }
      const { history, ...now } = { ...kept, ...(rest as Partial<EvaluatorDetail>) }
      const after = {
        ...now,
        version: kept.version + 1,
        ...(api_key !== undefined && { api_key_set: api_key !== '' }),
      }
      kept = { ...after, history }
      return HttpResponse.json(after)
    }),
    http.post(`${API}/v1/evaluator/test`, async ({ request }) => {
      tried.push((await request.json()) as Record<string, unknown>)
      if (refusal) return HttpResponse.json(...problem('validation', 422, { errors: refusal }))
      return HttpResponse.json(trial)
    }),
  )
  const shown = await show(<EvaluatorPage />, { me: { role } })
  await screen.findByRole('heading', { name: /^(Who proposes answers|من يقترح الأجوبة)$/ })
  return shown
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
const choose = (kind: string) => fill('Kind', kind)
const said = (label: string | RegExp) => {
  const ids = screen.getByLabelText(label).getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent).join(' ')
}

describe('the evaluator', () => {
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  beforeEach(() => {
    saved = []
    tried = []
    refusal = undefined
    trial = ANSWERED
  })
  afterEach(async () => {
    cleanup()
    await speak('en')
    server.resetHandlers()
  })
  afterAll(() => server.close())

  it('becomes a model behind an endpoint, whose key is sent and never shown', async () => {
    await at('admin', UNTOUCHED)
    screen.getByText(/these are the defaults/)
    expect(screen.queryByLabelText('Endpoint')).toBeNull()
    choose('openai_compatible')
    expect(screen.queryByLabelText('Region')).toBeNull()
    fill('Model', 'small')
    fill('Endpoint', 'https://models.example/v1')
    expect(said('Key of the endpoint')).toContain('No key is stored.')
    fill('Key of the endpoint', KEY)
    expect(screen.getByLabelText('Key of the endpoint')).toHaveProperty('type', 'password')
    fill('A decision may take, in seconds', '8')
    fill('Budget of a conversation, in US dollars', '0.25')
    press('Save')
    await screen.findByText('Saved. It holds within a minute.')
    expect(saved).toEqual([
      {
        version: 0,
        kind: 'openai_compatible',
        model: 'small',
        url: 'https://models.example/v1',
        timeout_ms: 8_000,
        cost_budget_micros: 250_000,
        api_key: KEY,
      },
    ])
    expect(said('Key of the endpoint')).toContain('A key is stored.')
    expect(screen.getByLabelText('Key of the endpoint')).toHaveProperty('value', '')
    expect(document.body.textContent).not.toContain(KEY)
  })

  it('of Bedrock has a region and no key', async () => {
    await at('admin', UNTOUCHED)
    choose('bedrock')
    fill('Model', 'anthropic.claude-3-haiku')
    fill('Region', 'eu-west-1')
    expect(screen.queryByLabelText('Key of the endpoint')).toBeNull()
    press('Save')
    await screen.findByText('Saved. It holds within a minute.')
    expect(saved[0]).toEqual({
      version: 0,
      kind: 'bedrock',
      model: 'anthropic.claude-3-haiku',
      region: 'eu-west-1',
    })
  })

  it('of Bedrock is one that the deployment allows, and says which', async () => {
    await at('admin', UNTOUCHED)
    refusal = [offered('model')]
    choose('bedrock')
    fill('Model', 'large')
    press('Save')
    const told = 'This deployment allows: \u2068small\u2069, \u2068small@us-east-1\u2069.'
    await waitFor(() => expect(said('Model')).toContain(told))
    refusal = [offered('region')]
    fill('Model', 'small')
    fill('Region', 'eu-west-1')
    press('Save')
    await waitFor(() => expect(said('Region')).toContain(told))
  })

  it('can forget its key, and keep it after all', async () => {
    await at('admin', EVALUATOR)
    press('Forget the stored key: Key of the endpoint')
    expect(said('Key of the endpoint')).toContain('is forgotten when you save')
    press('Keep the stored key: Key of the endpoint')
    expect(screen.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
    press('Forget the stored key: Key of the endpoint')
    press('Save')
    await waitFor(() => expect(saved).toEqual([{ version: 3, api_key: '' }]))
  })

  it('wants its key again where the address is another one, but not for another path', async () => {
    await at('admin', EVALUATOR)
    fill('Endpoint', 'https://models.example/v2/chat')
    expect(said('Key of the endpoint')).not.toContain('another address')
    fill('Endpoint', 'https://elsewhere.example/v1')
    expect(said('Key of the endpoint')).toContain('The stored key belongs to another address')
    press('Save')
    await screen.findByText('1 thing is to be mended. It is marked above.')
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByLabelText('Key of the endpoint')),
    )
    expect(saved).toEqual([])
  })

  it('says what is missing once one saves, and not while one fills it in', async () => {
    await at('admin', UNTOUCHED)
    choose('openai_compatible')
    expect(screen.queryByText('This is still needed.')).toBeNull()
    fill('A decision may take, in seconds', '61')
    expect(said('A decision may take, in seconds')).toContain('From 0.5 to 28.5.')
    press('Save')
    expect(screen.getByLabelText('Model').getAttribute('aria-invalid')).toBe('true')
    expect(said('Endpoint')).toContain('This is still needed.')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Model')))
    expect(saved).toEqual([])
  })

  it('has tools, whose schema is checked while it is written', async () => {
    await at('admin', UNTOUCHED)
    press('Add a tool')
    const name = screen.getByLabelText('Name')
    expect(document.activeElement).toBe(name)
    fill('Name', 'order lookup')
    expect(said('Name')).toContain('Only letters, digits and underscores')
    fill('Name', 'order_lookup')
    fill('What it does, for the model', 'Finds an order.')
    fill('Address', 'ftp://shop.example')
    expect(said('Address')).toContain('An https:// address')
    fill('Address', 'https://shop.example/order')
    const schema = 'Arguments, as a JSON schema'
    fill(schema, '{ "type": ')
    expect(said(schema)).toContain('This is not JSON.')
    fill(schema, '{ "type": "object", "properties": { "n": { "type": "date" } } }')
    expect(said(schema)).toContain('Its type is one of string, integer, number, boolean.')
    fill(schema, '{ "type": "object", "properties": { "n": { "type": "integer" } } }')
    press('Save')
    const signing = 'Key that calls of tools are signed with'
    expect(said(signing)).toContain('Tools need a key')
    fill(signing, 'sixteen-and-more-')
    press('Save')
    await screen.findByText('Saved. It holds within a minute.')
    expect(saved).toEqual([
      {
        version: 0,
        tools: [
          {
            name: 'order_lookup',
            description: 'Finds an order.',
            url: 'https://shop.example/order',
            parameters: { type: 'object', properties: { n: { type: 'integer' } } },
            timeout_ms: 5_000,
          },
        ],
        tool_signing_key: 'sixteen-and-more-',
      },
    ])
  })

  it('loses a tool that is removed, and the focus goes on', async () => {
    await at('admin', EVALUATOR)
    press('Remove order_lookup')
    screen.getByText('order_lookup is removed when you save.')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add a tool' }))
    press('Save')
    await waitFor(() => expect(saved).toEqual([{ version: 3, tools: [] }]))
  })

  it('shows at the field what the server refuses, though it was folded away', async () => {
    await at('admin', EVALUATOR)
    refusal = [{ field: 'tools[0].url', code: 'not_https', detail: 'As the API says.' }]
    fill('Model', 'large')
    press('Save')
    await screen.findByText('The address has to begin with https://.')
    const field = screen.getByLabelText('Address')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    await waitFor(() => expect(document.activeElement).toBe(field))
    screen.getByText('1 thing is to be mended. It is marked above.')
  })

  it('says what the server takes as the page shows it', async () => {
    await at('admin', EVALUATOR)
    const range = { code: 'out_of_range', at_least: 500, at_most: 20_000 } as const
    refusal = [
      { field: 'timeout_ms', ...range, detail: 'As the API says.' },
      { field: 'tools[0].timeout_ms', ...range, at_least: 100, detail: 'As the API says.' },
    ]
    fill('Model', 'large')
    press('Save')
    const decision = 'A decision may take, in seconds'
    await waitFor(() => expect(said(decision)).toContain('From 0.5 to 20.'))
    expect(said('It may take, in seconds')).toContain('From 0.1 to 20.')
  })

  it('loses nothing when somebody else saves first', async () => {
    await at('admin', EVALUATOR)
    fill('Model', 'mine')
    kept = {
      ...EVALUATOR,
      version: 4,
      timeout_ms: 5_000,
      api_key_set: false,
      edited_by: { id: 'agt_bob', name: 'Bob' },
    }
    press('Save')
    await screen.findByText('Bob saved this while you were editing')
    screen.getByText('A decision may take, in seconds: 10 → 5')
    screen.getByText('Key of the endpoint: stored → none')
    expect(screen.getByLabelText('Model')).toHaveProperty('value', 'mine')
    press('Keep mine, replace theirs')
    press('Save')
    await screen.findByText('Saved. It holds within a minute.')
    expect(saved).toEqual([
      { version: 3, model: 'mine' },
      { version: 4, model: 'mine' },
    ])
    expect(kept.timeout_ms).toBe(5_000)
  })

  it('asks before what was not saved is left', async () => {
    const { router } = await at('admin', EVALUATOR)
    fill('Model', 'mine')
    // The router of a test has other ways than the one that the types know.
    void router.navigate({ to: '/elsewhere' } as never)
    const dialog = await screen.findByRole('dialog', { name: 'You have not saved this' })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Go on editing' }))
    expect(screen.getByLabelText('Model')).toHaveProperty('value', 'mine')
  })

  it('sends to the provider what it wants, and nothing that the deployment does not know', async () => {
    await at('admin', EVALUATOR)
    fireEvent.click(screen.getByText('Advanced: what the endpoint wants'))
    fireEvent.click(screen.getByLabelText('Send a temperature'))
    expect(screen.queryByLabelText('Temperature')).toBeNull()
    fill('Name of the limit of an answer', 'max_completion_tokens')
    fill('Choice of tools', 'none')
    expect(said('Choice of tools')).toContain('calls none of yours')
    fill('Choice of tools', 'auto')
    press('Save')
    await waitFor(() =>
      expect(saved).toEqual([
        {
          version: 3,
          temperature: null,
          answer_limit: 'max_completion_tokens',
          tool_choice: 'auto',
        },
      ]),
    )
    cleanup()
    const { answer_limit, tool_choice, ...older } = EVALUATOR
    await at('admin', older)
    expect(screen.queryByLabelText('Name of the limit of an answer')).toBeNull()
    expect(screen.queryByLabelText('Choice of tools')).toBeNull()
  })

  describe('is tried out', () => {
    const ask = () => press('Ask the model')

    it('as it is stored, with what it said, took and cost', async () => {
      await at('admin', EVALUATOR)
      ask()
      await screen.findByText('We are open from nine to five.')
      expect(tried).toEqual([{}])
      screen.getByText('openai_compatible/small')
      screen.getByText('1.24 s')
      screen.getByText('1,000 read, 200 written')
      screen.getByText('$0.00027')
    })

    it('as it is typed, before it is saved, and without its tools', async () => {
      await at('admin', EVALUATOR)
      fill('Model', 'large')
      fill('Key of the endpoint', KEY)
      press('Edit order_lookup')
      fill('Arguments, as a JSON schema', '{')
      const question = screen.getByLabelText('A question as a customer might ask it')
      fireEvent.change(question, { target: { value: ' When? ' } })
      // It is part of a form, which Enter would save.
      expect(fireEvent.keyDown(question, { key: 'Enter' })).toBe(false)
      await screen.findByText('The model answered.')
      expect(tried).toEqual([
        { question: 'When?', settings: { version: 3, model: 'large', api_key: KEY } },
      ])
      expect(saved).toEqual([])
    })

    it('and says why it failed', async () => {
      trial = {
        ...ANSWERED,
        outcome: 'failed',
        note: 'model_refused',
        detail: '401: Incorrect API key provided',
        reply: null,
        tokens: { input: 0, output: 0 },
      }
      await at('admin', EVALUATOR)
      ask()
      await screen.findByText('The model refused.')
      screen.getByText('401: Incorrect API key provided')
      screen.getByText('The endpoint does not say.')
    })

    it('and answers by calling a person', async () => {
      trial = { ...ANSWERED, reply: null, detail: 'Nothing says when.' }
      await at('admin', EVALUATOR)
      ask()
      await screen.findByText('The model answered by calling a person.')
      screen.getByText('Nothing says when.')
    })

    it('not while something is missing, nor where the server refuses a field', async () => {
      await at('admin', EVALUATOR)
      fill('Model', '')
      ask()
      screen.getByText(/The settings above are not complete/)
      expect(said('Model')).toContain('This is still needed.')
      fill('Model', 'small')
      refusal = [{ field: 'url', code: 'not_an_address', detail: 'As the API says.' }]
      ask()
      await waitFor(() => expect(said('Endpoint')).toContain('An https:// address without'))
      expect(tried).toHaveLength(1)
      screen.getByText(/The settings above are not complete/)
    })

    it('not where there is no model', async () => {
      await at('admin', UNTOUCHED)
      screen.getByText(/The built-in evaluator has no model to ask/)
      expect(screen.queryByRole('button', { name: 'Ask the model' })).toBeNull()
    })
  })

  it('is for leads to read, with who changed what', async () => {
    await at('lead', EVALUATOR)
    screen.getByText('An administrator can change this.')
    screen.getByText('A model behind an OpenAI-compatible endpoint')
    screen.getByText('Call a person for refunds.')
    screen.getByText('order_lookup')
    // What scrolls is within the keyboard's reach.
    expect(document.querySelector('[tabindex="0"]')).toBeTruthy()
    expect(screen.getAllByText('stored')).toHaveLength(2)
    screen.getByText(/Ana Souza changed .*Model.* and .*Key of the endpoint/)
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('is set in Arabic as well', async () => {
    await speak('ar')
    await at('admin', EVALUATOR)
    expect(screen.getByLabelText('نقطة الوصول')).toHaveProperty('value', EVALUATOR.url)
    fireEvent.click(screen.getByRole('button', { name: 'اسأل النموذج' }))
    await screen.findByText('أجاب النموذج.')
  })
})
