import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Escalation } from '../api/client'
import { useDesk, useEscalations } from '../shell/context'
import { serverNow } from '../time/clock'
import { Failed, Loading } from '../ui/states'
import { useWords } from '../words/words'
import { arrange } from './arrange'
import { Figures } from './figures'
import { Filters } from './filters'
import { type Held, hold } from './hold'
import { EscalationList } from './list'
import { type EscalationsSearch, isFiltered } from './search'
import { useTake } from './take'

const route = getRouteApi('/escalations')

/** Where an agent's day begins. */
export function EscalationsPage() {
  const { t } = useWords()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = route.useSearch()
  const { book, whole, error } = useEscalations()
  const [holding, setHolding] = useState(false)
  const [shows, setShows] = useState(0)
  const beat = useBeat(search.min_wait ? 5_000 : undefined)

  const change = useCallback(
    (next: EscalationsSearch) =>
      void navigate({ to: '/escalations', search: (now) => ({ ...now, ...next }), replace: true }),
    [navigate],
  )
  const open = useCallback(
    (conversationId: string) =>
      void navigate({ to: '/conversations/$id', params: { id: conversationId } }),
    [navigate],
  )
  const { attempts, take } = useTake(open)

  const known = useRef(new Map<string, Escalation>())
  for (const { value } of book.values()) known.current.set(value.id, value)
  const find = useCallback((id: string) => known.current.get(id), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a beat lets time pass
  const current = useMemo(
    () =>
      arrange(
        [...book.values()].map((entry) => entry.value),
        search,
        desk.me.id,
        serverNow(),
      ),
    [book, search, desk.me.id, beat],
  )
  const held = useHeld(current, holding, `${JSON.stringify(search)} ${whole} ${shows}`)

  // Who has had it in view for a while has seen it.
  const [seen, setSeen] = useState<readonly string[]>([])
  useEffect(() => {
    const timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return
      const pending = desk.arrivals.getState().pending.map((one) => one.escalation.id)
      desk.arrivals.acknowledge(pending.filter((id) => seen.includes(id)))
    }, 6_000)
    return () => clearTimeout(timer)
  }, [seen, desk.arrivals])

  return (
    <div className="mx-auto flex h-full max-w-[110rem] flex-col gap-3 p-3">
      <h1 className="sr-only">{t('nav.escalations')}</h1>
      <Figures />
      <Filters search={search} onChange={change} />
      {error !== undefined && (
        <Failed error={error} onRetry={() => void desk.escalations.refetch()} />
      )}
      {!whole && book.size === 0 ? (
        error === undefined && <Loading rows={8} className="p-0" />
      ) : (
        <EscalationList
          held={held}
          find={find}
          me={desk.me.id}
          filtered={isFiltered(search)}
          attempts={attempts}
          onTake={take}
          onOpen={(escalation) => open(escalation.conversation_id)}
          onHold={setHolding}
          onShow={() => setShows((count) => count + 1)}
          onSeen={setSeen}
        />
      )}
    </div>
  )
}

/** Holds a list as it is shown; a new key shows it as it is. */
function useHeld(current: Held['shown'], holding: boolean, key: string): Held {
  const shown = useRef<{ key: string; layout: Held['shown'] }>(undefined)
  const before = shown.current?.key === key ? shown.current.layout : undefined
  const held = useMemo(() => hold(before, current, holding), [before, current, holding])
  useEffect(() => {
    shown.current = { key, layout: held.shown }
  }, [key, held])
  return held
}

function useBeat(every: number | undefined): number {
  const [beat, setBeat] = useState(0)
  useEffect(() => {
    if (!every) return
    const timer = setInterval(() => setBeat((count) => count + 1), every)
    return () => clearInterval(timer)
  }, [every])
  return beat
}
