import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { Message } from '../api/client'
import { speak } from '../words/words'
import { MessageView } from './message-view'

const assessment = (note: string | null): NonNullable<Message['assessment']> => ({
  evaluator: 'embedded/2',
  rule: 'answer',
  score: 0.9,
  threshold: 0.5,
  seq: 1,
  matches: [],
  signals: [],
  note,
})

function show(change: Partial<Message>) {
  const message: Message = {
    id: 'msg_2',
    conversation_id: 'cnv_1',
    seq: 2,
    version: 1,
    author: { kind: 'bot' },
    kind: 'text',
    text: 'It comes by post.',
    status: 'sent',
    created_at: '2026-01-01T00:00:00Z',
    ...change,
  }
  render(<MessageView message={message} mine={false} highlighted={false} />)
  return screen.getByRole('article').textContent
}

describe('a message of the bot’s', () => {
  afterEach(async () => {
    cleanup()
    await speak('en')
  })

  it('says why the model failed, and who answered in its place', () => {
    expect(show({ assessment: assessment('model_timed_out') })).toContain(
      'The model did not answer in time. The built-in evaluator decided in its place.',
    )
  })

  it('says so in Arabic, too', async () => {
    await speak('ar')
    const said = show({ assessment: assessment('model_unreachable') })
    expect(said).toContain('تعذّر الوصول إلى النموذج. قرّر المقيّم المضمّن بدلًا منه.')
  })

  it('owns up to a failure that has no words yet', () => {
    expect(show({ assessment: assessment('model_on_strike') })).toContain('The model failed.')
  })

  it('is bare where the model answered, where nothing is known, and with others', () => {
    for (const change of [
      { assessment: assessment(null) },
      { assessment: null },
      { assessment: assessment('model_timed_out'), author: { kind: 'customer' as const } },
    ]) {
      expect(show(change)).not.toContain('model')
      cleanup()
    }
  })
})
