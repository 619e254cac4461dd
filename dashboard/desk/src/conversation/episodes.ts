import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Escalation, EscalationDetail, Message } from '../api/client'
import type { Told } from '../api/desk'
import { newer } from '../live/book'
import { useDesk, useEscalations } from '../shell/context'

/** Something that was done with a conversation, beside what was said in it. */
export type Deed = { key: string; escalation: Escalation } & (
  | Told
  /** Between the opening and the last ones there were more than are kept. */
  | { what: 'forgotten'; at: string; count: number }
)

/** What is known of who did what when, the first first. */
export function deedsOf(
  episodes: readonly Escalation[],
  details: ReadonlyMap<string, EscalationDetail> = new Map(),
): readonly Deed[] {
  return [...episodes]
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
    .flatMap((escalation) => deedsOfOne(escalation, details.get(escalation.id)))
}

function deedsOfOne(escalation: Escalation, detail: EscalationDetail | undefined): readonly Deed[] {
  const history = detail?.history ?? []
  const forgotten = detail?.forgotten_deeds ?? 0
  const [first, ...rest] = history
  if (first?.what !== 'opened') return derived(escalation, history)
  const deeds: Deed[] = [{ ...first, key: `${escalation.id} opened`, escalation }]
  if (forgotten > 0 && rest[0]) {
    const key = `${escalation.id} forgotten`
    deeds.push({ key, escalation, what: 'forgotten', at: rest[0].at, count: forgotten })
  }
  rest.forEach((deed, index) => {
    deeds.push({ ...deed, key: `${escalation.id} ${forgotten + index}`, escalation })
  })
  return deeds
}

/** What the escalation itself tells, where its history is older than the record or not yet read. */
function derived(escalation: Escalation, history: readonly Told[]): readonly Deed[] {
  const { id, assignee, assigned_by, created_at, taken_at, ended_at, reason, status } = escalation
  const by = assignee ? ({ kind: 'agent', ...assignee } as const) : ({ kind: 'bot' } as const)
  const opened = { what: 'opened', at: created_at, by: { kind: 'bot' }, reason } as const
  const deeds: Deed[] = [{ ...opened, key: `${id} opened`, escalation }]
  const given = history.some(({ what }) => what === 'taken' || what === 'assigned')
  if (taken_at && assignee && !given) {
    const taken: Told = assigned_by
      ? { what: 'assigned', at: taken_at, by: { kind: 'agent', ...assigned_by }, to: assignee }
      : { what: 'taken', at: taken_at, by }
    deeds.push({ ...taken, key: `${id} taken`, escalation })
  }
  history.forEach((deed, index) => {
    deeds.push({ ...deed, key: `${id} ${index}`, escalation })
  })
  const over = history.some(({ what }) => what === 'returned_to_bot' || what === 'closed')
  if (ended_at && !over) {
    const what = status === 'closed' ? 'closed' : 'returned_to_bot'
    deeds.push({ what, at: ended_at, by, key: `${id} ended`, escalation })
  }
  return deeds
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

/** Whether an episode lasted into what was said since the first message at hand. */
export function isWithin(episode: Escalation, first: Message | undefined): boolean {
  return (
    first !== undefined &&
    (!episode.ended_at || Date.parse(episode.ended_at) >= Date.parse(first.created_at))
  )
}

/** Who did what in all of these episodes; each is read as soon as the thread reaches back to it. */
export function useDeeds(
  episodes: readonly Escalation[],
  messages: readonly Message[],
): readonly Deed[] {
  const { api } = useDesk()
  const first = messages[0]
  const details = useQueries({
    queries: episodes
      .filter((episode) => isWithin(episode, first))
      .map(({ id }) => ({
        queryKey: ['escalation', id],
        queryFn: () => api.escalation(id),
      })),
    combine: byId,
  })
  return useMemo(() => deedsOf(episodes, details), [episodes, details])
}

function byId(
  answers: readonly { data: EscalationDetail | undefined }[],
): ReadonlyMap<string, EscalationDetail> {
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))
}
