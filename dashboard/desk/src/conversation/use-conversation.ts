import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ConversationDetail, Escalation, EscalationDetail } from '../api/client'
import { useDesk, useEscalations } from '../shell/context'
import { Outbox } from './outbox'

export function useConversation(id: string) {
  const { api, socket } = useDesk()
  // What is before the agent is what they hear of.
  useEffect(() => {
    socket.watch(id)
    return () => socket.watch(null)
  }, [socket, id])
  return useQuery({ queryKey: ['conversation', id], queryFn: () => api.conversation(id) })
}

/** The conversation's live escalation, at the newest that any place knows of it. */
export function useEscalationOf(
  conversation: ConversationDetail | undefined,
): Escalation | undefined {
  const { book } = useEscalations()
  return useMemo(() => {
    const held = (conversation?.escalation ?? undefined) as Escalation | undefined
    let best = held
    if (!conversation) return undefined
    for (const { value } of book.values()) {
      if (value.conversation_id !== conversation.id) continue
      if (!best || Date.parse(value.created_at) > Date.parse(best.created_at)) best = value
      else if (value.id === best.id && value.version > best.version) best = value
    }
    return best
  }, [book, conversation])
}

/** The escalation with its packet; with `look` unset only what is known of it already. */
export function useHandoff(id: string | undefined, look = true) {
  const { api } = useDesk()
  return useQuery<EscalationDetail>({
    queryKey: ['escalation', id],
    queryFn: () => api.escalation(id as string),
    enabled: look && id !== undefined,
  })
}

export function useThread(id: string) {
  const desk = useDesk()
  const thread = desk.thread(id)
  const state = useSyncExternalStore(thread.subscribe, thread.getState)
  return { thread, ...state }
}

const outboxes = new Map<string, Outbox>()

export function useOutbox(id: string) {
  const desk = useDesk()
  const outbox = useMemo(() => {
    const key = `baton.unsent.${desk.me.id}.${id}`
    let present = outboxes.get(key)
    if (!present) {
      present = new Outbox({
        key,
        send: ({ client_message_id, kind, body, text }) =>
          kind === 'note'
            ? desk.api.note(id, { client_message_id, text })
            : desk.api.say(id, { client_message_id, ...body }),
        onSent: (message) => desk.thread(id).hear(message),
      })
      outboxes.set(key, present)
    }
    return present
  }, [desk, id])
  const pending = useSyncExternalStore(outbox.subscribe, outbox.getPending)
  return { outbox, pending }
}
