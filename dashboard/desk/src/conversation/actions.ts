import { useMutation } from '@tanstack/react-query'
import type { Escalation, EscalationType, Urgency } from '../api/client'
import { mayLead, useDesk, useMe } from '../shell/context'

export type Change =
  | { act: 'release' | 'return_to_bot' | 'close' | 'assign_me' }
  | { act: 'assign'; agent: string }
  | { act: 'transfer'; to: { agent_id: string } | { group_id: string } }
  | { act: 'change'; type?: EscalationType; urgency?: Urgency }

/** What can be done with an escalation. Each act has its own key, under which it is tried again. */
export function useActions(escalation: Escalation | undefined) {
  const desk = useDesk()
  const me = useMe()
  const act = useMutation({
    mutationFn: async (change: Change) => {
      if (!escalation) throw new Error('there is no escalation')
      const key = crypto.randomUUID()
      const { id } = escalation
      switch (change.act) {
        case 'release':
          return desk.api.release(id, key)
        case 'return_to_bot':
          return desk.api.returnToBot(id, key)
        case 'close':
          return desk.api.close(id, key)
        case 'assign_me':
          return desk.api.assign(id, me.id, key)
        case 'assign':
          return desk.api.assign(id, change.agent, key)
        case 'transfer':
          return desk.api.transfer(id, change.to, key)
        case 'change':
          return desk.api.change(id, { type: change.type, urgency: change.urgency }, key)
      }
    },
    onSuccess: (after) => {
      desk.learn(after)
      void desk.queries.invalidateQueries({ queryKey: ['conversation', after.conversation_id] })
    },
  })
  const mine = escalation?.status === 'open' && escalation.assignee?.id === me.id
  const live = escalation?.status === 'open' || escalation?.status === 'queued'
  return {
    act,
    mine,
    /** Whether this agent may release, return, close and correct it. */
    may: live && (mine || mayLead(me)),
    mayTakeOver: escalation?.status === 'open' && !mine && mayLead(me),
  }
}
