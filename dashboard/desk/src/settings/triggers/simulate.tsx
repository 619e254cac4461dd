import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { faultsOf, isProblem } from '../../api/problem'
import type { Policy } from '../../api/settings'
import { CHANNELS, wordOf } from '../../escalations/words'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Choice, Input } from '../../ui/field'
import { Failed, Loading } from '../../ui/states'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { faultOf } from '../faults'
import { NumberInput } from '../number-input'
import { Occupied } from './occupied'
import { isOver, Running } from './running'
import { Tried, useTried } from './tried'

const DAYS = 14
const SAMPLE = 500

/** A day in the agent's zone as date fields have it, so many days from today. */
function day(from: number): string {
  const date = new Date()
  date.setDate(date.getDate() + from)
  const pad = (number: number) => `${number}`.padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

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
  const queries = useQueryClient()
  const tried = useTried(policy.id)
  const known = tried.data?.pages.flatMap((page) => page.items) ?? []
  // What goes on is found again, whoever began it and wherever; else what was tried last.
  const shown = simulation ?? (known.find((one) => !isOver(one)) ?? known[0])?.id

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
    onSuccess: ({ id }) => onStarted(id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['simulations'] }),
  })
  const errorAt = (field: string) => faultOf(start.error, field, t)
  const occupied = isProblem(start.error, '/problems/simulation-running')
    ? start.error.problem.simulation_id
    : undefined
  const elsewhere = start.error && faultsOf(start.error).length === 0 && !occupied

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
      {occupied && <Occupied id={occupied} onOver={start.reset} />}
      {shown && <Running key={shown} id={shown} policy={policy} dirty={dirty} />}
      {tried.isPending ? (
        <Loading rows={2} className="p-0" />
      ) : tried.error && known.length === 0 ? (
        <Failed error={tried.error} onRetry={() => void tried.refetch()} />
      ) : (
        <Tried list={tried} shown={shown} onShow={onStarted} />
      )}
    </div>
  )
}
