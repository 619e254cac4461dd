import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it, vi } from 'vitest'
import type { Api, Escalation, EscalationDetail, Me } from '../api/client'
import type { Session } from '../session/session'
import { Desk } from './desk'

const plain = (version: number, change: Partial<Escalation> = {}) =>
  ({
    id: 'esc_1',
    version,
    conversation_id: 'cnv_1',
    status: 'queued',
    assignee: null,
    group: null,
    urgency: 'medium',
    type: 'general',
    created_at: '2026-01-01T00:00:00Z',
    queued_at: '2026-01-01T00:00:00Z',
    summary_source: 'extractive',
    ...change,
  }) as Escalation

const detail = (version: number, summary: string, change: Partial<Escalation> = {}) =>
  ({ ...plain(version, change), handoff: { summary }, history: [] }) as unknown as EscalationDetail

const by_model = { summary_source: 'model' } as const

/** A desk that looks at an escalation, and a server that answers when it is told to. */
function looking() {
  const answers: ((answer: EscalationDetail) => void)[] = []
  const escalation = () =>
    new Promise<EscalationDetail>((resolve) => {
      answers.push(resolve)
    })
  const desk = new Desk(
    { escalation, stats: async () => ({}) } as unknown as Api,
    {} as Session,
    { id: 'agt_1' } as Me,
    'ws://127.0.0.1:1',
  )
  const observer = new QueryObserver<EscalationDetail>(desk.queries, {
    queryKey: ['escalation', 'esc_1'],
    queryFn: escalation,
  })
  const stop = observer.subscribe(() => undefined)
  const shown = () => observer.getCurrentResult().data
  const asked = async (times: number) => {
    await vi.waitFor(() => expect(answers).toHaveLength(times))
  }
  /** What the server answers to the last question. */
  const answer = async (told: EscalationDetail) => {
    answers.at(-1)?.(told)
    await vi.waitFor(() => expect(shown()?.handoff).toEqual(told.handoff))
  }
  return { desk, shown, asked, answer, first: () => answers[0], stop }
}

describe('the packet of an escalation that is looked at', () => {
  it('is read anew when a model has told of it, and not for what frames carry', async () => {
    const { desk, asked, answer, stop } = looking()
    await asked(1)
    await answer(detail(1, 'put together'))
    desk.learn(plain(2, { window_expires_at: '2026-01-02T00:00:00Z' }))
    desk.learn(plain(3, by_model))
    await asked(2)
    await answer(detail(3, 'told', by_model))
    desk.learn(plain(3, by_model))
    desk.learn(plain(2))
    await new Promise((resolve) => setTimeout(resolve, 0))
    await asked(2)
    stop()
  })

  it('is read once more where a model told while it was on its way', async () => {
    const { desk, shown, asked, answer, first, stop } = looking()
    await asked(1)
    desk.learn(plain(2, by_model))
    await asked(2)
    await answer(detail(2, 'told', by_model))
    first()?.(detail(1, 'put together'))
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(shown()?.handoff.summary).toBe('told')
    stop()
  })
})
