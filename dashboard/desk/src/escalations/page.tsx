import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Escalation } from '../api/client'
import type { Book } from '../live/book'
import { useDesk, useEscalations } from '../shell/context'
import { serverNow } from '../time/clock'
import { Failed, Loading, Skeleton } from '../ui/states'
import { useWords } from '../words/words'
import { arrange } from './arrange'
import { Figures } from './figures'
import { Filters } from './filters'
import { type Held, hold } from './hold'
import { EscalationList } from './list'
import { type EscalationsSearch, isFiltered } from './search'
import { useTake } from './take'

const QueueChart = lazy(() => import('./queue-chart'))

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
  const [charted, setCharted] = useState(false)
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: a beat lets time pass
  const current = useMemo(
    () => arrange(valuesOf(book), search, desk.me.id, serverNow()),
    [book, search, desk.me.id, beat],
  )
  const { held, shownBook } = useHeld(
    current,
    book,
    holding,
    `${JSON.stringify(search)} ${whole} ${shows}`,
  )
  // One that is gone by now is still drawn as it was, while the list is held.
  const find = useCallback(
    (id: string) => (book.get(id) ?? shownBook.get(id))?.value,
    [book, shownBook],
  )

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
      <Filters
        search={search}
        onChange={change}
        charted={charted}
        onChart={() => setCharted(!charted)}
      />
      {charted && (
        <Suspense fallback={<Skeleton className="h-44 shrink-0" />}>
          <QueueChart />
        </Suspense>
      )}
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

/** Holds a list as it is shown, with what was in it; a new key shows it as it is. */
function useHeld(
  current: Held['shown'],
  book: Book<Escalation>,
  holding: boolean,
  key: string,
): { held: Held; shownBook: Book<Escalation> } {
  const shown = useRef<{ key: string; layout: Held['shown']; book: Book<Escalation> }>(undefined)
  const before = shown.current?.key === key ? shown.current : undefined
  const held = useMemo(
    () => hold(before?.layout, current, holding),
    [before?.layout, current, holding],
  )
  const shownBook = held.shown === before?.layout ? before.book : book
  useEffect(() => {
    shown.current = { key, layout: held.shown, book: shownBook }
  }, [key, held, shownBook])
  return { held, shownBook }
}

function* valuesOf(book: Book<Escalation>): Generator<Escalation> {
  for (const { value } of book.values()) yield value
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
