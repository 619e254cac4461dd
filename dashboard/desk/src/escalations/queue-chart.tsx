import { useMemo } from 'react'
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { useEscalations } from '../shell/context'
import { useNow } from '../time/clock'
import { useWords } from '../words/words'
import { agesOf } from './ages'
import { URGENCIES } from './words'

const FILLS = { high: 'var(--danger)', medium: 'var(--primary)', low: 'var(--control)' } as const

/** How long people wait, drawn and, beside it, in numbers. */
export default function QueueChart() {
  const { t, direction } = useWords()
  const { book } = useEscalations()
  const now = useNow()
  const minute = Math.floor(now / 10_000) * 10_000
  const rows = useMemo(
    () =>
      agesOf(
        [...book.values()].map((entry) => entry.value),
        minute,
      ),
    [book, minute],
  )
  const drawn = rows.map((row) => ({ ...row, name: t(`age.${row.age}`) }))
  return (
    <section
      aria-labelledby="queue-chart"
      className="grid shrink-0 gap-3 rounded-lg border bg-surface p-3 md:grid-cols-2"
    >
      <div>
        <h2 id="queue-chart" className="mb-2 text-xs font-semibold text-muted">
          {t('chart.title')}
        </h2>
        <div aria-hidden="true" className="h-36" dir="ltr">
          <ResponsiveContainer width="100%" height="100%">
            <BarChart data={drawn} accessibilityLayer={false} margin={{ left: -24, right: 0 }}>
              <XAxis
                dataKey="name"
                reversed={direction === 'rtl'}
                tickLine={false}
                axisLine={{ stroke: 'var(--border)' }}
                tick={{ fill: 'var(--muted)', fontSize: 11 }}
              />
              <YAxis
                allowDecimals={false}
                tickLine={false}
                axisLine={false}
                tick={{ fill: 'var(--muted)', fontSize: 11 }}
              />
              {URGENCIES.map((urgency) => (
                <Bar
                  key={urgency}
                  dataKey={urgency}
                  stackId="all"
                  fill={FILLS[urgency]}
                  stroke="var(--surface)"
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        </div>
      </div>
      <table className="self-end text-[0.8125rem]">
        <caption className="sr-only">{t('chart.title')}</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="text-start font-medium">
              {t('column.wait')}
            </th>
            {URGENCIES.map((urgency) => (
              <th key={urgency} scope="col" className="text-end font-medium">
                <span
                  aria-hidden="true"
                  className="me-1 inline-block size-2 rounded-sm"
                  style={{ background: FILLS[urgency] }}
                />
                {t(`urgency.${urgency}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.age} className="border-t">
              <th scope="row" className="py-0.5 text-start font-normal">
                {t(`age.${row.age}`)}
              </th>
              {URGENCIES.map((urgency) => (
                <td key={urgency} className="text-end tabular-nums">
                  {row[urgency]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
