import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ProblemError } from '../../api/problem'
import type { Policy, Simulation } from '../../api/settings'
import { CHANNELS, wordOf } from '../../escalations/words'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Choice, Input } from '../../ui/field'
import { Failed } from '../../ui/states'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { NumberInput } from '../number-input'
import { formatShare } from './describe'
import { SimulationResult } from './simulation-result'

const DAYS = 14
const SAMPLE = 500
const POLL_MILLISECONDS = 1_000

/** A day in the agent's zone as date fields have it, so many days from today. */
function day(from: number): string {
  const date = new Date()
  date.setDate(date.getDate() + from)
  const pad = (number: number) => `${number}`.padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

const LAST = (policy: string) => `baton.simulation.${policy}`

/** Tries a draft on past conversations, and shows what would be different. */
export function Simulate({
  policy,
  simulation,
  dirty,
  onSave,
  onStarted,
}: {
  policy: Policy
  /** The one to show, where the address names one. */
  simulation: string | undefined
  dirty: boolean
  onSave: () => Promise<unknown>
  onStarted: (id: string) => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const [from, setFrom] = useState(() => day(-DAYS))
  const [to, setTo] = useState(() => day(0))
  const [sample, setSample] = useState<number | null>(SAMPLE)
  const [channel, setChannel] = useState('')
  const shown = simulation ?? localStorage.getItem(LAST(policy.id)) ?? undefined

  const start = useMutation({
    mutationFn: async () => {
      if (dirty) await onSave()
      const until = new Date(`${to}T00:00:00`)
      until.setDate(until.getDate() + 1)
      const only = wordOf(CHANNELS, channel)
      return api.simulate(
        policy.id,
        {
          from: new Date(`${from}T00:00:00`).toISOString(),
          to: until.toISOString(),
          ...(sample === null ? {} : { sample }),
          ...(only ? { channel: only } : {}),
        },
        crypto.randomUUID(),
      )
    },
    onSuccess: ({ id }) => {
      localStorage.setItem(LAST(policy.id), id)
      onStarted(id)
    },
  })
  const errors = start.error instanceof ProblemError ? (start.error.problem.errors ?? []) : []
  const errorAt = (field: string) => errors.find((error) => error.field === field)?.detail
  const elsewhere = start.error && errors.length === 0

  return (
    <div className="grid gap-4">
      <p className="text-muted">{t('triggers.simulate.intro')}</p>
      <form
        className="grid gap-3 rounded-lg border bg-surface p-4 sm:grid-cols-4"
        onSubmit={(event) => {
          event.preventDefault()
          start.mutate()
        }}
      >
        <CheckedField label={t('triggers.simulate.from')} error={errorAt('from')}>
          {(checked) => (
            <Input
              {...checked}
              type="date"
              required
              value={from}
              max={to}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </CheckedField>
        <CheckedField label={t('triggers.simulate.to')} error={errorAt('to')}>
          {(checked) => (
            <Input
              {...checked}
              type="date"
              required
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </CheckedField>
        <CheckedField label={t('triggers.simulate.sample')} error={errorAt('sample')}>
          {(checked) => (
            <NumberInput {...checked} min={1} max={5_000} value={sample} onValue={setSample} />
          )}
        </CheckedField>
        <CheckedField label={t('triggers.simulate.channel')} error={errorAt('channel')}>
          {(checked) => (
            <Choice
              {...checked}
              value={channel}
              onChange={(event) => setChannel(event.target.value)}
            >
              <option value="">{t('triggers.simulate.all_channels')}</option>
              {CHANNELS.map((one) => (
                <option key={one} value={one}>
                  {t(`channel.${one}`)}
                </option>
              ))}
            </Choice>
          )}
        </CheckedField>
        <Button
          type="submit"
          variant="primary"
          className="justify-self-start sm:col-span-4"
          disabled={start.isPending}
        >
          {t(dirty ? 'triggers.simulate.save_start' : 'triggers.simulate.start')}
        </Button>
        {elsewhere && (
          <p role="alert" className="text-danger sm:col-span-4">
            {saying(start.error, t).title}. {saying(start.error, t).detail}
          </p>
        )}
      </form>
      {shown && <Running key={shown} id={shown} policy={policy} dirty={dirty} />}
    </div>
  )
}

const isOver = (simulation: Simulation | undefined): boolean =>
  simulation?.status === 'done' || simulation?.status === 'failed'

/** A simulation until it is over, then what came of it. */
function Running({ id, policy, dirty }: { id: string; policy: Policy; dirty: boolean }) {
  const { t, language } = useWords()
  const { api } = useDesk()
  const query = useQuery({
    queryKey: ['simulation', id],
    queryFn: () => api.simulation(id),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MILLISECONDS),
    staleTime: ({ state }) => (isOver(state.data) ? Number.POSITIVE_INFINITY : 0),
  })
  const simulation = query.data
  // Who has no use for a result that is gone is not told of it for ever.
  useEffect(() => {
    if (query.error) localStorage.removeItem(LAST(policy.id))
  }, [query.error, policy.id])
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
        : simulation.status === 'failed'
          ? t('triggers.simulate.failed')
          : t('triggers.simulate.done', {
              before: share(simulation.before.rate),
              after: share(simulation.after.rate),
            })
  return (
    <>
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
      {simulation.status === 'failed' && (
        <p role="alert" className="rounded-lg bg-danger-soft p-4 text-on-danger-soft">
          <strong className="font-medium">{t('triggers.simulate.failed')}</strong>{' '}
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
