import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ProblemError, type ProblemType, UnreachableError } from '../api/problem'
import { formatSpan } from '../time/format'
import { ar } from './ar'
import { contactName } from './contact'
import { en } from './en'
import type { Reason } from './faults'
import { saying } from './problems'
import { type Catalogue, translator } from './words'

const t = translator('en', en)
/** Every type of problem that the API describes. */
const TYPES: readonly ProblemType[] = JSON.parse(
  readFileSync(`${import.meta.dirname}/../../../../docs/openapi.json`, 'utf8'),
).components.schemas.Problem.properties.type.enum

const places = (catalogue: Catalogue) =>
  Object.entries(catalogue).map(([key, entry]) => {
    const texts = typeof entry === 'string' ? [entry] : [entry.other]
    return [key, [...new Set(texts.join(' ').match(/\{\w+\}/g) ?? [])].sort()]
  })

describe('the catalogues', () => {
  it('have the same places in every language', () => {
    expect(places(ar)).toEqual(places(en))
  })

  it('choose the plural form of the language', () => {
    expect(t('arrival.several', { count: 1 })).toBe('1 new escalation')
    expect(t('arrival.several', { count: 4 })).toBe('4 new escalations')
    const arabic = translator('ar', ar)
    expect(arabic('arrival.several', { count: 2 })).toBe('تصعيدان جديدان')
    expect(arabic('arrival.several', { count: 3 })).toContain('تصعيدات')
  })

  it('leave nothing of a problem unsaid', () => {
    const lost = new ProblemError({
      type: '/problems/escalation-taken',
      title: '',
      detail: '',
      status: 409,
      assignee: { id: 'agt_1', name: 'Bob' },
    })
    expect(saying(lost, t).title).toBe('Bob has it')
    const refused = (fault: Reason) => {
      const errors = [{ field: 'media.file_id', detail: 'Upload the file first.', ...fault }]
      const type = '/problems/validation'
      return saying(new ProblemError({ type, title: '', detail: '', status: 422, errors }), t)
    }
    expect(refused({ code: 'not_uploaded' }).title).toBe('The file was not sent')
    expect(refused({ code: 'not_uploaded' }).detail).toMatch(/Attach it again\.$/)
    expect(refused({ code: 'not_for_channel' }).detail).toMatch(/on this channel\.$/)
    expect(refused({ code: 'not_thought_of' } as never).detail).toMatch(/Attach it again\.$/)
    expect(saying(new UnreachableError(), t).detail).toContain('connection')
    expect(saying(new Error('anything'), t).title).toBe('Something went wrong')
  })

  it('say every problem that the desk can have in the agent’s own language', () => {
    const arabic = translator('ar', ar)
    const elsewhere = ['bad-signature', 'wrong-verify-token', 'attachments-not-allowed']
    const all = TYPES.filter((type) => !elsewhere.some((one) => type.endsWith(one)))
    expect(all.length).toBeGreaterThan(30)
    const api = { title: 'As the API says', detail: 'In English.', status: 400 }
    for (const type of all) {
      const { title, detail } = saying(new ProblemError({ type, ...api }), arabic)
      expect([type, title, detail]).toEqual([
        type,
        expect.stringMatching(/^[^{}]*\p{Script=Arabic}[^{}]*$/u),
        expect.stringMatching(/^[^{}]*\p{Script=Arabic}[^{}]*$/u),
      ])
    }
    // What a newer API may add is told as it tells it.
    const type = '/problems/not-thought-of' as ProblemType
    const { title, detail } = api
    expect(saying(new ProblemError({ type, ...api }), arabic)).toEqual({ title, detail })
  })
})

describe('names and spans', () => {
  it('call somebody without a name by what tells them apart', () => {
    const contact = { id: 'ctc_1', name: null, address: 'vis_e33726ab' }
    expect(contactName(contact, 'widget', t)).toBe('Visitor e33726')
    expect(contactName({ ...contact, address: '15550001' }, 'whatsapp', t)).toBe('+15550001')
    expect(contactName({ ...contact, name: 'Ann' }, 'widget', t)).toBe('Ann')
  })

  it('give a span in its two largest units', () => {
    expect(formatSpan(45, 'en')).toBe('45s')
    expect(formatSpan(192, 'en')).toBe('3m 12s')
    expect(formatSpan(7_500, 'en')).toBe('2h 5m')
    expect(formatSpan(-3, 'en')).toBe('0s')
  })
})
