import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Escalation, Message } from '../api/client'
import { newer } from '../live/book'
import { useDesk, useEscalations } from '../shell/context'

/** Something that was done with a conversation, beside what was said in it. */
export type Deed =
  | { kind: 'opened'; at: string; escalation: Escalation }
  | { kind: 'taken'; at: string; escalation: Escalation; by: string; to: string }
  | { kind: 'ended'; at: string; escalation: Escalation; by: string | undefined }

/** What is known of who did what when, the first first. */
export function deedsOf(episodes: readonly Escalation[]): readonly Deed[] {
  const deeds: Deed[] = []
  for (const escalation of episodes) {
    const { assignee, assigned_by, created_at, taken_at, ended_at } = escalation
    deeds.push({ kind: 'opened', at: created_at, escalation })
    if (taken_at && assignee) {
      const by = assigned_by?.name ?? assignee.name
      deeds.push({ kind: 'taken', at: taken_at, escalation, by, to: assignee.name })
    }
    if (ended_at) deeds.push({ kind: 'ended', at: ended_at, escalation, by: assignee?.name })
  }
  return deeds.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Those to tell beside the messages at hand: what was done before the first comes with earlier ones. */
export function toldWith(deeds: readonly Deed[], first: Message | undefined): readonly Deed[] {
  return first ? deeds.filter((deed) => Date.parse(deed.at) >= Date.parse(first.created_at)) : deeds
}

/** What Baton itself says of a deed is committed with it, and may be a little older by the clock. */
const TOGETHER = 500

/** Whether a deed is told before a message: it was done before, or the message tells of it. */
export function isBefore(deed: Deed, message: Message): boolean {
  const slack = message.author.kind === 'system' ? TOGETHER : 0
  return Date.parse(deed.at) < Date.parse(message.created_at) + slack
}

/** All escalations of a conversation at the newest that is known, the last one first. */
export function useEpisodes(conversationId: string): readonly Escalation[] {
  const { api } = useDesk()
  const { book } = useEscalations()
  const { data } = useQuery({
    queryKey: ['episodes', conversationId],
    queryFn: async () => (await api.episodes(conversationId)).items,
  })
  return useMemo(() => {
    const all = new Map<string, Escalation>()
    // An API that does not know the filter gives others' as well.
    for (const one of data ?? []) {
      if (one.conversation_id === conversationId) all.set(one.id, one)
    }
    for (const { value } of book.values()) {
      if (value.conversation_id === conversationId) {
        all.set(value.id, newer(all.get(value.id), value))
      }
    }
    return [...all.values()].sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
  }, [data, book, conversationId])
}
