import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Problem, ProblemError } from '../../api/problem'
import type { CompanySettings, EditedSettings } from '../../api/settings'
import type { Desk } from '../../live/desk'
import { DeskContext } from '../../shell/context'
import { TextsPage } from './page'
import { SETTINGS } from './samples'

vi.mock('../unsaved', () => ({ UnsavedGuard: () => null }))

function problem(part: Partial<Problem> & Pick<Problem, 'type' | 'status'>): ProblemError {
  return new ProblemError({ title: '', detail: '', ...part } as Problem)
}

/** A server that keeps the settings, as the real one does. */
class Kept {
  now: CompanySettings = SETTINGS
  readonly sent: (EditedSettings & { version: number })[] = []
  refusal: ProblemError | undefined

  settings = async () => this.now
  saveSettings = async (body: EditedSettings & { version: number }) => {
    this.sent.push(body)
    if (this.refusal) throw this.refusal
    if (body.version !== this.now.version) {
      throw problem({ type: '/problems/stale-version', status: 409, version: this.now.version })
    }
    this.now = { ...this.now, ...body, version: body.version + 1 }
    return this.now
  }
}

async function show(kept: Kept) {
  const me = { id: 'agt_1', name: 'Ana', role: 'lead' }
  const desk = { api: { ...kept, me: async () => me }, me } as unknown as Desk
  render(
    <DeskContext value={desk}>
      <QueryClientProvider client={new QueryClient()}>
        <TextsPage />
      </QueryClientProvider>
    </DeskContext>,
  )
  return screen.findByLabelText('When a person is being called')
}

const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save' }))

describe('the customer texts', () => {
  afterEach(cleanup)

  it('are shown as the customer will see them, while one writes', async () => {
    const field = await show(new Kept())
    expect(screen.getByText('A person comes in 5 minutes.')).toBeTruthy()
    fireEvent.change(field, { target: { value: 'Wait: {wait_minutes}.' } })
    expect(screen.getByText('Wait: 5.')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Expected wait that the texts name'), {
      target: { value: '9' },
    })
    expect(screen.getByText('Wait: 9.')).toBeTruthy()
    expect(screen.getByText('Now speaking with Ana.')).toBeTruthy()
  })

  it('take a variable where the cursor is', async () => {
    const field = (await show(new Kept())) as HTMLTextAreaElement
    fireEvent.change(field, { target: { value: 'In  minutes' } })
    field.setSelectionRange(3, 3)
    const [insert] = screen.getAllByRole('button', { name: /expected wait/ })
    if (insert) fireEvent.click(insert)
    expect(field.value).toBe('In {wait_minutes} minutes')
    expect(document.activeElement).toBe(field)
    expect(field.selectionStart).toBe('In {wait_minutes}'.length)
    expect(field.selectionEnd).toBe(field.selectionStart)
  })

  it('are saved whole, under the version that was seen', async () => {
    const kept = new Kept()
    const field = await show(kept)
    fireEvent.change(field, { target: { value: 'One moment.' } })
    save()
    await screen.findByText('Saved. Customers read it within a minute.')
    const { variables, ...shown } = SETTINGS
    expect(kept.sent).toEqual([{ ...shown, texts: { ...shown.texts, connecting: 'One moment.' } }])
  })

  it('stand beside a switch that lets visitors attach files', async () => {
    const kept = new Kept()
    await show(kept)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Visitors may attach files' }))
    save()
    await screen.findByText('Saved. Customers read it within a minute.')
    expect(kept.sent.map((one) => one.widget_attachments)).toEqual([true])
  })

  it('say at the field what is wrong', async () => {
    const kept = new Kept()
    kept.refusal = problem({
      type: '/problems/validation',
      status: 422,
      errors: [
        {
          field: 'texts.connecting',
          code: 'unknown_variable',
          options: ['wait_minutes'],
          detail: 'Correct this: as the API says.',
        },
        {
          field: 'texts.closing',
          code: 'not_thought_of' as 'invalid',
          detail: 'Correct this: as the API says.',
        },
        {
          field: 'bot_limit_minutes',
          code: 'out_of_range',
          at_least: 1,
          at_most: 1_440,
          detail: 'Correct this: as the API says.',
        },
        {
          field: 'confidence_threshold',
          code: 'out_of_range',
          at_least: 0,
          at_most: 1,
          detail: 'Correct this: as the API says.',
        },
      ],
    })
    const field = await show(kept)
    fireEvent.change(field, { target: { value: 'Hi {name}' } })
    expect(screen.getByText(/There is no \{name\} for this text/)).toBeTruthy()
    save()
    // What the desk knows the code of it says in the agent's language; the rest is the API's.
    await screen.findByText('Correct this: as the API says.')
    expect(screen.getByText(/There is no \{name\} for this text/)).toBeTruthy()
    expect(screen.getByText('From 1 to 1,440.')).toBeTruthy()
    expect(screen.getByText('From 0 to 100.')).toBeTruthy()
    expect(screen.getAllByText(/^Correct this/)).toHaveLength(1)
    expect(screen.getByText(/^4 things are to be mended/)).toBeTruthy()
    expect(field).toHaveProperty('value', 'Hi {name}')
  })

  it('lose nothing when somebody else saved first', async () => {
    const kept = new Kept()
    const field = await show(kept)
    fireEvent.change(field, { target: { value: 'Mine.' } })
    kept.now = { ...SETTINGS, version: 4, greeting: 'Theirs.' }
    save()
    await screen.findByText(/“Hello!” → “Theirs.”/)
    expect(field).toHaveProperty('value', 'Mine.')
    fireEvent.click(screen.getByRole('button', { name: 'Keep mine, replace theirs' }))
    save()
    await screen.findByText('Saved. Customers read it within a minute.')
    expect(kept.now).toMatchObject({
      version: 5,
      greeting: 'Theirs.',
      texts: { connecting: 'Mine.' },
    })
  })
})
