import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isProblem } from '../../api/problem'
import type { Policy, Simulation } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Failed } from '../../ui/states'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Cancel } from './cancel'
import { formatShare } from './describe'
import { SimulationResult } from './simulation-result'

const POLL_MILLISECONDS = 1_000
const POLL_AFTER_ERROR = 5_000

/** Whether nothing more comes of it. */
export const isOver = (simulation: Pick<Simulation, 'status'> | undefined): boolean =>
  simulation?.status === 'done' ||
  simulation?.status === 'failed' ||
  simulation?.status === 'cancelled'

/** A simulation, read again and again until it is over. */
export function useSimulation(id: string) {
  const { api } = useDesk()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['simulation', id],
    queryFn: () => api.simulation(id),
    refetchInterval: ({ state }) => {
      if (isOver(state.data) || isProblem(state.error, '/problems/not-found')) return false
      return state.error ? POLL_AFTER_ERROR : POLL_MILLISECONDS
    },
    staleTime: ({ state }) => (isOver(state.data) ? Number.POSITIVE_INFINITY : 0),
  })
  const status = query.data?.status
  // The list tells of it as well.
  useEffect(() => {
    if (status) void queries.invalidateQueries({ queryKey: ['simulations'] })
  }, [status, queries])
  return query
}

/** A simulation until it is over, then what came of it. */
export function Running({ id, policy, dirty }: { id: string; policy: Policy; dirty: boolean }) {
  const { t, language } = useWords()
  const query = useSimulation(id)
  const simulation = query.data
  if (!simulation) {
    return query.error ? (
      <Failed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <p role="status">{t('state.loading')}</p>
    )
  }
  const share = (rate: number | null) => (rate === null ? '–' : formatShare(rate, language, 1))
  const { done, total } = simulation.progress
  const says =
    simulation.status === 'queued'
      ? t('triggers.simulate.queued')
      : simulation.status === 'running'
        ? total === 0
          ? t('triggers.simulate.choosing')
          : t('triggers.simulate.running', { done, total })
        : simulation.status !== 'done'
          ? t(`triggers.simulate.${simulation.status}`)
          : t('triggers.simulate.done', {
              before: share(simulation.before.rate),
              after: share(simulation.after.rate),
            })
  const { progressed_at: progressed = null, decided_by: by } = simulation
  return (
    <>
      {by && !by.like_live && (
        <p className="rounded-lg bg-warn-soft p-4 text-on-warn-soft">
          <strong className="font-medium">{t('triggers.simulate.unlike_live')}</strong>{' '}
          {t('triggers.simulate.unlike_live_detail')}
        </p>
      )}
      <div role="status" className={isOver(simulation) ? 'sr-only' : 'grid gap-2'}>
        <p className="tabular-nums">{says}</p>
        {!isOver(simulation) && (
          <progress
            aria-label={t('triggers.simulate.progress')}
            className="h-2 w-full accent-primary"
            max={Math.max(1, total)}
            // Without a value it shows that something goes on.
            {...(total > 0 ? { value: done } : {})}
          />
        )}
      </div>
      {!isOver(simulation) && (
        <div className="flex flex-wrap items-center gap-2">
          <Cancel id={id} />
        </div>
      )}
      {query.error && !isOver(simulation) && (
        <p role="alert" className="text-danger">
          {saying(query.error, t).title}. {saying(query.error, t).detail}
        </p>
      )}
      {simulation.status === 'cancelled' && (
        <p className="rounded-lg bg-raised p-4">
          {t('triggers.simulate.cancelled')}{' '}
          {total > 0 && t('triggers.simulate.came_to', { done, total })}
        </p>
      )}
      {simulation.status === 'failed' && (
        <p role="alert" className="rounded-lg bg-danger-soft p-4 text-on-danger-soft">
          <strong className="font-medium">{t('triggers.simulate.failed')}</strong>{' '}
          {total > 0
            ? t('triggers.simulate.came_to', { done, total })
            : t('triggers.simulate.came_to_nothing')}{' '}
          {progressed !== null &&
            t('triggers.simulate.failed_since', {
              moment: formatMoment(progressed, language),
            })}{' '}
          {t('triggers.simulate.failed_detail')}
        </p>
      )}
      {simulation.status === 'done' && (
        <SimulationResult
          simulation={simulation}
          isOlder={dirty || simulation.policy_version !== policy.version}
        />
      )}
    </>
  )
}
