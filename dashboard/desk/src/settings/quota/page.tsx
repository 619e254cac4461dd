import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import type { Quota } from '../../api/settings'
import { useDesk, useMe } from '../../shell/context'
import { cn } from '../../ui/cn'
import { Failed, Loading } from '../../ui/states'
import { type Language, useWords } from '../../words/words'
import { Card } from '../card'
import { Title } from '../frame'
import { AddPack } from './add-pack'

/** From how much on it is said that the replies are running out. */
const LOW_PERCENT = 80

/** How many of the month's replies the bot has used, and where more come from. */
export function QuotaPage() {
  const { t } = useWords()
  const { api } = useDesk()
  const { role } = useMe()
  const quota = useQuery({ queryKey: ['quota'], queryFn: () => api.quota(), staleTime: 5_000 })
  return (
    <>
      <Title>{t('quota.title')}</Title>
      {quota.isPending ? (
        <Loading rows={3} className="p-0" />
      ) : quota.error && !quota.data ? (
        <Failed error={quota.error} onRetry={() => void quota.refetch()} />
      ) : (
        <Account quota={quota.data} />
      )}
      {role === 'admin' ? <AddPack /> : <p className="text-muted">{t('quota.add_lead')}</p>}
    </>
  )
}

function Account({ quota }: { quota: Quota }) {
  const { t, language } = useWords()
  const number = new Intl.NumberFormat(language)
  const isLow = quota.percent >= LOW_PERCENT
  const warning = quota.exhausted ? 'exhausted' : isLow ? 'low' : undefined
  const rows = [
    { name: 'free', used: quota.free_used, left: quota.free - quota.free_used },
    { name: 'packs', used: quota.packs_used, left: quota.packs_left },
  ] as const
  return (
    <Card title={t('quota.month', { month: formatMonth(quota.month, language) })}>
      {warning && (
        <div
          className={cn(
            'flex items-start gap-3 rounded-md p-3',
            quota.exhausted
              ? 'bg-danger-soft text-on-danger-soft'
              : 'bg-warn-soft text-on-warn-soft',
          )}
        >
          <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
          <p>
            <strong className="font-medium">{t(`quota.${warning}.title`)}.</strong>{' '}
            {t(`quota.${warning}.detail`)}
          </p>
        </div>
      )}
      <div className="grid gap-1.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <strong className="text-2xl font-semibold tabular-nums">
            {t('quota.used', { used: quota.used, allowance: quota.allowance })}
          </strong>
          <span className="text-muted">{t('quota.remaining', { count: quota.remaining })}</span>
        </p>
        <div
          role="meter"
          aria-label={t('quota.title')}
          aria-valuemin={0}
          aria-valuemax={quota.allowance}
          aria-valuenow={quota.used}
          aria-valuetext={t('quota.percent', {
            percent: new Intl.NumberFormat(language, { style: 'percent' }).format(
              quota.percent / 100,
            ),
          })}
          className="h-2.5 overflow-hidden rounded-full bg-raised"
        >
          <div
            className={cn('h-full', warning ? 'bg-danger' : 'bg-primary')}
            style={{ inlineSize: `${Math.min(100, quota.percent)}%` }}
          />
        </div>
      </div>
      <table className="text-[0.8125rem]">
        <caption className="sr-only">{t('quota.title')}</caption>
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="text-start font-medium">
              {t('quota.kind')}
            </th>
            {(['used', 'left'] as const).map((column) => (
              <th key={column} scope="col" className="w-1/5 text-end font-medium">
                {t(`quota.column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, used, left }) => (
            <tr key={name} className="border-t">
              <th scope="row" className="py-1.5 text-start font-normal">
                {t(`quota.${name}`)}
              </th>
              <td className="text-end tabular-nums">{number.format(used)}</td>
              <td className="text-end tabular-nums">{number.format(Math.max(0, left))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-xs text-muted">{t('quota.counts')}</p>
      <p className="text-xs text-muted">{t('quota.order')}</p>
    </Card>
  )
}

const formatMonth = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
