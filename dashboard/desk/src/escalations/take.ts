import { useCallback, useRef, useState } from 'react'
import { isProblem, UnreachableError } from '../api/problem'
import { useDesk } from '../shell/context'

/** What became of an attempt to take an escalation. */
export type Attempt =
  | { state: 'taking' }
  /** Somebody was faster. */
  | { state: 'lost'; name: string }
  | { state: 'failed'; error: unknown }

/**
 * Takes escalations. An attempt whose answer was lost is made again under the same key: it cannot
 * count twice.
 */
export function useTake(onTaken: (conversationId: string) => void) {
  const desk = useDesk()
  const [attempts, setAttempts] = useState<ReadonlyMap<string, Attempt>>(new Map())
  const taking = useRef(new Set<string>())
  const done = useRef(onTaken)
  done.current = onTaken

  const note = useCallback((id: string, attempt: Attempt | undefined) => {
    setAttempts((present) => {
      const next = new Map(present)
      if (attempt) next.set(id, attempt)
      else next.delete(id)
      return next
    })
  }, [])

  const take = useCallback(
    async (id: string) => {
      if (taking.current.has(id)) return
      taking.current.add(id)
      note(id, { state: 'taking' })
      const key = crypto.randomUUID()
      try {
        await desk.api.take(id, key).catch((error: unknown) => {
          if (error instanceof UnreachableError) return desk.api.take(id, key)
          throw error
        })
        desk.arrivals.acknowledge([id])
        const known = desk.escalations.get(id)
        const detail = desk.api.escalation(id).then((escalation) => {
          desk.learn(escalation)
          return escalation
        })
        note(id, undefined)
        desk.justTaken = known?.conversation_id
        if (known) {
          void detail.catch(() => undefined)
          done.current(known.conversation_id)
        } else done.current((await detail).conversation_id)
      } catch (error) {
        if (isProblem(error, '/problems/escalation-taken')) {
          note(id, { state: 'lost', name: error.problem.assignee?.name ?? '' })
        } else note(id, { state: 'failed', error })
        void desk.api.escalation(id).then(
          (escalation) => desk.learn(escalation),
          () => undefined,
        )
      } finally {
        taking.current.delete(id)
      }
    },
    [desk, note],
  )

  return { attempts, take }
}
