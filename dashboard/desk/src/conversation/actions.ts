import { useMutation } from '@tanstack/react-query'
import type { Escalation, EscalationType, Message, Urgency } from '../api/client'
import { isProblem } from '../api/problem'
import { mayLead, useDesk, useMe } from '../shell/context'

/** Both end it for the agent, who has seen the customer's words up to this place. */
export type Ending = { act: 'return_to_bot' | 'close'; seen?: number }

export type Change =
  | { act: 'release' | 'assign_me' }
  | Ending
  | { act: 'assign'; agent: string }
  | { act: 'transfer'; to: { agent_id: string } | { group_id: string } }
  | { act: 'change'; type?: EscalationType; urgency?: Urgency }

/**
 * Up to where the customer's words are before the agent: their last message that is shown, not the
 * last of all, since what the agent wrote comes at once and what the customer wrote may lag behind.
 */
export function seenIn(messages: readonly Message[]): number | undefined {
  const theirs = messages.findLast(({ author }) => author.kind === 'customer')
  return (theirs ?? messages[0])?.seq
}

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
          return desk.api.returnToBot(id, change.seen, key)
        case 'close':
          return desk.api.close(id, change.seen, key)
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
    onError: (error) => {
      // What the agent has not seen may not have come yet by itself.
      if (escalation && isProblem(error, '/problems/customer-wrote')) {
        void desk.thread(escalation.conversation_id).catchUp()
      }
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
