import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import type { Simulation, SimulationDecision } from '../../api/settings'
import { formatMoment } from '../../time/format'
import { Badge } from '../../ui/badge'
import { Empty } from '../../ui/states'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { formatShare } from './describe'
import { Bar } from './precision'

const SIDES = ['before', 'after', 'actual'] as const

/** What a draft would change: how often a person is called, why, and in which conversations. */
export function SimulationResult({
  simulation,
  isOlder,
}: {
  simulation: Simulation
  isOlder: boolean
}) {
  const { t, language } = useWords()
  if (simulation.conversations === 0) {
    return (
      <Empty title={t('triggers.simulate.nothing')}>{t('triggers.simulate.nothing_detail')}</Empty>
    )
  }
  return (
    <>
      <Card title={t('triggers.simulate.result')}>
        {isOlder && (
          <p className="rounded-md bg-warn-soft px-3 py-2 text-on-warn-soft">
            {t('triggers.simulate.older')}
          </p>
        )}
        <p className="text-[0.8125rem] text-muted">
          {t('triggers.simulate.of', {
            count: simulation.conversations,
            messages: simulation.messages,
            from: formatMoment(simulation.from, language),
            to: formatMoment(simulation.to, language),
          })}{' '}
          {simulation.skipped > 0 && t('triggers.simulate.skipped', { count: simulation.skipped })}{' '}
          {(simulation.cut ?? 0) > 0 && t('triggers.simulate.cut', { count: simulation.cut ?? 0 })}
        </p>
        <Rates simulation={simulation} />
        {simulation.by_reason.length > 0 && <ByReason simulation={simulation} />}
      </Card>
      <Changes simulation={simulation} />
    </>
  )
}

function Rates({ simulation }: { simulation: Simulation }) {
  const { t, language } = useWords()
  const points = ((simulation.after.rate ?? 0) - (simulation.before.rate ?? 0)) * 100
  const formatted = new Intl.NumberFormat(language, {
    maximumFractionDigits: 1,
    signDisplay: 'always',
  }).format(points)
  return (
    <div className="grid gap-2">
      <h3 className="text-xs font-semibold">{t('triggers.simulate.rate')}</h3>
      <dl className="grid gap-3 sm:grid-cols-3">
        {SIDES.map((side) => {
          const { escalated, rate } = simulation[side]
          return (
            <div key={side} className="grid content-start gap-1 rounded-md border p-3">
              <dt className="text-[0.8125rem] text-muted">{t(`triggers.simulate.${side}`)}</dt>
              <dd className="grid gap-1">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <strong className="text-2xl font-semibold tabular-nums">
                    {rate === null ? '–' : formatShare(rate, language, 1)}
                  </strong>
                  <span className="text-[0.8125rem] text-muted tabular-nums">
                    {new Intl.NumberFormat(language).format(escalated)}
                  </span>
                </span>
                <Bar share={rate ?? 0} quiet={side !== 'after'} />
                {side === 'after' && (
                  <span className="text-[0.8125rem]">
                    {Math.abs(points) < 0.05
                      ? t('triggers.simulate.same')
                      : t('triggers.simulate.change', { points: formatted })}
                  </span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}

function ByReason({ simulation }: { simulation: Simulation }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  const most = Math.max(1, ...simulation.by_reason.flatMap((row) => SIDES.map((side) => row[side])))
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-[0.8125rem]">
        <caption className="pb-1 text-start">
          <span className="text-xs font-semibold">{t('triggers.simulate.by_reason')}</span>{' '}
          <span className="text-xs text-muted">{t('triggers.simulate.by_reason_hint')}</span>
        </caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="text-start font-medium">
              {t('precision.reason')}
            </th>
            {SIDES.map((side) => (
              <th key={side} scope="col" className="w-1/5 ps-3 text-end font-medium">
                {t(`triggers.simulate.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {simulation.by_reason.map((row) => (
            <tr key={row.reason} className="border-t">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t(`reason.${row.reason}`)}
              </th>
              {SIDES.map((side) => (
                <td key={side} className="ps-3 text-end tabular-nums">
                  {number.format(row[side])}
                  <Bar share={row[side] / most} quiet={side !== 'after'} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Changes({ simulation }: { simulation: Simulation }) {
  const { t } = useWords()
  const { changed, changes } = simulation
  return (
    <Card
      title={
        changed === 0
          ? t('triggers.simulate.changed_none')
          : t('triggers.simulate.changed', { count: changed })
      }
    >
      {changed > changes.length && (
        <p className="text-xs text-muted">
          {t('triggers.simulate.changed_first', { count: changes.length })}
        </p>
      )}
      {changes.length > 0 && (
        <ul className="grid gap-2">
          {changes.map((change) => (
            <li key={change.conversation_id} className="grid gap-2 rounded-md border p-3">
              <Link
                to="/conversations/$id"
                params={{ id: change.conversation_id }}
                className="justify-self-start font-medium text-primary hover:underline"
              >
                {t('triggers.simulate.conversation', { seq: change.seq })}
                <span className="sr-only"> {change.conversation_id}</span>
              </Link>
              <div className="grid items-start gap-2 sm:grid-cols-[1fr_auto_1fr]">
                <Decision side="before" decision={change.before} />
                <ArrowRight
                  aria-hidden="true"
                  className="hidden size-4 self-center text-muted sm:block rtl:rotate-180"
                />
                <Decision side="after" decision={change.after} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="text-xs text-muted">{t('triggers.simulate.caveat')}</p>
    </Card>
  )
}

function Decision({ side, decision }: { side: 'before' | 'after'; decision: SimulationDecision }) {
  const { t } = useWords()
  return (
    <div className="grid min-w-0 content-start justify-items-start gap-1">
      <span className="text-xs text-muted">{t(`triggers.simulate.${side}`)}</span>
      {decision.decision === 'answer' ? (
        <span>{t('triggers.simulate.answers')}</span>
      ) : (
        <>
          <Badge tone="primary">{t(`reason.${decision.reason}`)}</Badge>
          <span>
            {t('triggers.simulate.calls', { seq: decision.seq, trigger: decision.trigger })}
          </span>
          <span className="text-[0.8125rem] text-muted wrap-anywhere">
            <bdi>{decision.why}</bdi>
          </span>
        </>
      )}
    </div>
  )
}
