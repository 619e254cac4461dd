import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../api/problem'
import type { Desk } from '../../live/desk'
import { DeskContext } from '../../shell/context'
import { begin, type Editing, isDirty, refused, triggersOf } from './editing'
import { policy } from './samples'
import { TriggerEntries } from './trigger-entries'
import type { Editor } from './use-editor'

let latest: Editing

function Draft({ first }: { first: Editing }) {
  const [editing, setEditing] = useState(first)
  latest = editing
  const editor = { editing, setEditing, dirty: isDirty(editing) } as unknown as Editor
  return <TriggerEntries editor={editor} />
}

const GROUP = { id: 'grp_1', name: 'Billing team' }

function show(first: Editing, groups: (typeof GROUP)[] = []) {
  const desk = { api: { groupNames: async () => ({ items: groups }) } } as unknown as Desk
  const queries = new QueryClient()
  render(
    <DeskContext value={desk}>
      <QueryClientProvider client={queries}>
        <Draft first={first} />
      </QueryClientProvider>
    </DeskContext>,
  )
  return queries
}

const names = () => triggersOf(latest).map(({ name }) => name)
const button = (name: string) => screen.getByRole('button', { name })

describe('the triggers of a draft', () => {
  afterEach(cleanup)

  it('move by keyboard, say where they are, and keep the focus', () => {
    show(begin(policy(['a', 'b', 'c'])))
    button('Edit a').focus()
    fireEvent.keyDown(button('Edit a'), { key: 'ArrowDown', altKey: true })
    expect(names()).toEqual(['b', 'a', 'c'])
    expect(screen.getByRole('status').textContent).toBe('a is now 2 of 3.')
    expect(document.activeElement).toBe(button('Edit a'))
    fireEvent.click(button('Move c up'))
    expect(names()).toEqual(['b', 'c', 'a'])
    fireEvent.click(button('Move b up'))
    expect(names()).toEqual(['b', 'c', 'a'])
  })

  it('are removed, and put back', () => {
    show(begin(policy(['a', 'b'])))
    fireEvent.click(button('Edit a'))
    fireEvent.click(button('Remove a'))
    expect(names()).toEqual(['b'])
    expect(document.activeElement).toBe(button('Edit b'))
    fireEvent.click(button('Put it back'))
    expect(names()).toEqual(['a', 'b'])
  })

  it('have a form that follows the kind of what they look for', () => {
    show(begin(policy(['a'])))
    fireEvent.click(button('Edit a'))
    fireEvent.change(screen.getByLabelText('Words or phrases, one on each line'), {
      target: { value: 'refund\n\n money back ' },
    })
    expect(latest.entries[0]?.trigger.when).toEqual({
      kind: 'keywords',
      words: ['refund', 'money back'],
    })
    const kind = screen.getByLabelText('Looks for')
    fireEvent.change(kind, { target: { value: 'low_confidence' } })
    const below = screen.getByLabelText('Less sure than, %')
    fireEvent.change(below, { target: { value: '45.5' } })
    expect(latest.entries[0]?.trigger.when).toEqual({ kind: 'low_confidence', below: 0.455 })
    fireEvent.change(below, { target: { value: '' } })
    expect(latest.entries[0]?.trigger.when).toEqual({ kind: 'low_confidence', below: null })
    fireEvent.change(kind, { target: { value: 'sentiment_run' } })
    fireEvent.change(screen.getByLabelText(/messages in a row/), { target: { value: '3' } })
    expect(latest.entries[0]?.trigger.when).toEqual({ kind: 'sentiment_run', count: 3 })
  })

  it('name customers by their attributes, each with one of several values', () => {
    show(begin(policy(['a'])))
    fireEvent.click(button('Edit a'))
    fireEvent.click(button('Add an attribute'))
    fireEvent.change(screen.getByLabelText('Attribute'), { target: { value: 'tier' } })
    expect(latest.entries[0]?.trigger.only.attributes).toEqual({})
    fireEvent.change(screen.getByLabelText(/One of these/), { target: { value: 'gold, vip,' } })
    expect(latest.entries[0]?.trigger.only.attributes).toEqual({ tier: ['gold', 'vip'] })
    fireEvent.click(button('Remove the attribute tier'))
    expect(latest.entries[0]?.trigger.only.attributes).toEqual({})
  })

  it('lose no attribute without a word', () => {
    const editing = begin(policy(['a']))
    const first = editing.entries.map((entry) => ({
      ...entry,
      trigger: { ...entry.trigger, only: { attributes: { tier: ['gold'], plan: ['pro'] } } },
    }))
    const refusal = 'At most 20.'
    const errors: Fault[] = [
      {
        field: 'triggers[0].only.attributes.plan',
        code: 'too_many',
        at_most: 20,
        detail: 'As the API says.',
      },
    ]
    show(refused({ ...editing, entries: first }, first, errors))
    const [tier, plan] = screen.getAllByLabelText<HTMLInputElement>('Attribute')
    const told = (field?: HTMLElement) =>
      document.getElementById(field?.getAttribute('aria-describedby') ?? '')?.textContent
    expect([told(tier), told(plan)]).toEqual([undefined, refusal])
    expect([tier?.maxLength, tier?.getAttribute('aria-invalid')]).toEqual([64, null])
    fireEvent.change(plan as HTMLElement, { target: { value: 'tier' } })
    expect(told(plan)).toMatch(/^tier stands here twice/)
    fireEvent.change(plan as HTMLElement, { target: { value: '' } })
    expect(told(plan)).toMatch(/^A line needs a name and a value/)
    expect(latest.entries[0]?.trigger.only.attributes).toEqual({ tier: ['gold'] })
    for (let more = 2; more < 10; more += 1) fireEvent.click(button('Add an attribute'))
    expect(button('Add an attribute')).toHaveProperty('disabled', true)
  })

  it('cannot switch the way to a person off, nor delay it', () => {
    const person = begin(policy(['a']))
    const entries = person.entries.map((entry) => ({
      ...entry,
      trigger: {
        ...entry.trigger,
        timing: { kind: 'after_bot_replies' as const, count: 2 },
        enabled: false,
      },
    }))
    show({ ...person, entries })
    fireEvent.click(button('Edit a'))
    fireEvent.change(screen.getByLabelText('Looks for'), { target: { value: 'signal' } })
    fireEvent.change(screen.getByLabelText('What'), { target: { value: 'customer_request' } })
    expect(latest.entries[0]?.trigger).toMatchObject({
      enabled: true,
      timing: { kind: 'immediately' },
    })
    expect(screen.getByLabelText('On')).toHaveProperty('disabled', true)
    expect(screen.queryByLabelText('When')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Remove a' })).toBeNull()
  })

  it('open where the server found something wrong, with the focus on it', async () => {
    const editing = begin(policy(['a', 'b']))
    const errors: Fault[] = [
      { field: 'triggers[1].when.words', code: 'needs_a_letter', detail: 'As the API says.' },
    ]
    show(refused(editing, editing.entries, errors))
    const field = screen.getByLabelText('Words or phrases, one on each line')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText('Each of them needs a letter or a digit.').closest('p')?.id).toBe(
      field.getAttribute('aria-describedby')?.split(' ')[0],
    )
    await waitFor(() => expect(document.activeElement).toBe(field))
  })

  it('say what the server found wrong with all of them', () => {
    const editing = begin(policy(['a']))
    const errors: Fault[] = [
      { field: 'triggers', code: 'too_many', at_most: 100, detail: 'As the API says.' },
    ]
    show(refused(editing, editing.entries, errors))
    expect(screen.getByRole('alert').textContent).toBe('At most 100.')
  })

  it('offer groups only where the company has some', async () => {
    show(begin(policy(['a'])), [GROUP])
    fireEvent.click(button('Edit a'))
    const group = await screen.findByLabelText('Group')
    fireEvent.change(group, { target: { value: 'grp_1' } })
    expect(latest.entries[0]?.trigger.group).toBe('grp_1')
    cleanup()
    const queries = show(begin(policy(['a'])))
    fireEvent.click(button('Edit a'))
    await waitFor(() => expect(queries.getQueryState(['group-names'])?.status).toBe('success'))
    expect(screen.queryByLabelText('Group')).toBeNull()
  })
})
