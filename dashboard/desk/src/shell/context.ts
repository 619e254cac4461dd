import { useQuery } from '@tanstack/react-query'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Me } from '../api/client'
import type { Desk } from '../live/desk'
import type { EscalationsState } from '../live/escalations'

export const DeskContext = createContext<Desk | undefined>(undefined)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('used outside of a signed-in page')
  return desk
}

export function useMe(): Me {
  const desk = useDesk()
  return useQuery({ queryKey: ['me'], queryFn: () => desk.api.me(), initialData: desk.me }).data
}

export function useEscalations(): EscalationsState {
  const { escalations } = useDesk()
  return useSyncExternalStore(escalations.subscribe, escalations.getState)
}

/** A lead and an administrator may act for others. */
export const mayLead = (me: Me): boolean => me.role !== 'agent'
