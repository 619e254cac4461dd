import { describe, expect, it } from 'vitest'
import { ProblemError, UnreachableError } from '../api/problem'
import { formatSpan } from '../time/format'
import { ar } from './ar'
import { contactName } from './contact'
import { en } from './en'
import { saying } from './problems'
import { type Catalogue, translator } from './words'

const t = translator('en', en)

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
    const errors = [{ field: 'media.file_id', detail: 'Upload the file first.' }]
    const type = '/problems/validation'
    const gone = new ProblemError({ type, title: '', detail: '', status: 422, errors })
    expect(saying(gone, t).detail).toMatch(/Attach it again\.$/)
    expect(saying(new UnreachableError(), t).detail).toContain('connection')
    expect(saying(new Error('anything'), t).title).toBe('Something went wrong')
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
