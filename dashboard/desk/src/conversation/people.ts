import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Team, Teammate } from '../api/desk'
import { useDesk } from '../shell/context'
import { useWords } from '../words/words'

/** The agents of the company, by name. */
export function useTeammates() {
  const { api } = useDesk()
  return useQuery<Teammate[]>({
    queryKey: ['teammates'],
    queryFn: async () => (await api.teammates()).items,
  })
}

/** The groups that escalations wait for, by name. */
export function useTeams() {
  const { api } = useDesk()
  return useQuery<Team[]>({
    queryKey: ['teams'],
    queryFn: async () => (await api.teams()).items,
  })
}

/** What a group is called; the end of its id while that is not known. */
export function useTeamName(): (id: string) => string {
  const { t } = useWords()
  const { data } = useTeams()
  return useMemo(() => {
    const names = new Map(data?.map((team) => [team.id, team.name]))
    return (id) => names.get(id) ?? t('group.unknown', { id: id.slice(-6) })
  }, [data, t])
}

const ORDER = { online: 0, away: 1, offline: 2 } as const

export const hasRoom = ({ active, capacity }: Teammate): boolean => active < capacity

/** Who is there and has room first; of those alike, who has least in hand. */
export function byReadiness(a: Teammate, b: Teammate): number {
  return (
    Number(hasRoom(b)) - Number(hasRoom(a)) ||
    ORDER[a.presence] - ORDER[b.presence] ||
    a.active - b.active ||
    a.name.localeCompare(b.name)
  )
}
