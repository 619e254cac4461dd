import { ChartColumn, SlidersHorizontal, X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTeamName, useTeams } from '../conversation/people'
import { useEscalations } from '../shell/context'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Choice } from '../ui/field'
import { useWords } from '../words/words'
import { type EscalationsSearch, isFiltered } from './search'
import { CHANNELS, REASONS, SORTS, TYPES, URGENCIES } from './words'

const WAITS = [60, 300, 900, 3_600] as const

/** Filters and order; they stand in the address, so that a view can be kept and shared. */
export function Filters({
  search,
  onChange,
  charted,
  onChart,
}: {
  search: EscalationsSearch
  onChange: (change: EscalationsSearch) => void
  charted: boolean
  onChart: () => void
}) {
  const { t } = useWords()
  const { book } = useEscalations()
  const [open, setOpen] = useState(false)
  const teams = useTeams()
  const teamName = useTeamName()
  const groups = useMemo(() => {
    const all = new Set(teams.data?.map((team) => team.id))
    for (const { value } of book.values()) if (value.group) all.add(value.group)
    if (search.group) all.add(search.group)
    return [...all].sort((a, b) => teamName(a).localeCompare(teamName(b)))
  }, [book, search.group, teams.data, teamName])

  const options = <T extends string>(words: readonly T[], label: (word: T) => string): ReactNode =>
    words.map((word) => (
      <option key={word} value={word}>
        {label(word)}
      </option>
    ))
  const choice = (name: keyof EscalationsSearch, label: string, children: ReactNode) => (
    <Choice
      aria-label={label}
      className={cn('h-8 w-auto max-w-32 roomy:max-w-44', search[name] && 'border-primary')}
      value={search[name] ?? ''}
      onChange={(event) => {
        const value = event.target.value || undefined
        onChange({ [name]: name === 'min_wait' && value ? Number(value) : value })
      }}
    >
      <option value="">{label}</option>
      {children}
    </Choice>
  )

  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" className="sm:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
        <SlidersHorizontal aria-hidden="true" />
        {t('filter.label')}
      </Button>
      <fieldset className={cn('flex-wrap items-center gap-2 sm:flex', open ? 'flex' : 'hidden')}>
        <legend className="sr-only">{t('filter.label')}</legend>
        {choice(
          'urgency',
          t('filter.urgency'),
          options(URGENCIES, (word) => t(`urgency.${word}`)),
        )}
        {choice(
          'type',
          t('filter.type'),
          options(TYPES, (word) => t(`type.${word}`)),
        )}
        {choice(
          'channel',
          t('filter.channel'),
          options(CHANNELS, (word) => t(`channel.${word}`)),
        )}
        {choice(
          'reason',
          t('filter.reason'),
          options(REASONS, (word) => t(`reason.${word}`)),
        )}
        {groups.length > 0 && choice('group', t('filter.group'), options(groups, teamName))}
        {choice(
          'min_wait',
          t('filter.min_wait'),
          WAITS.map((seconds) => (
            <option key={seconds} value={seconds}>
              {t('filter.minutes', { count: seconds / 60 })}
            </option>
          )),
        )}
        {isFiltered(search) && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() =>
              onChange({
                urgency: undefined,
                type: undefined,
                channel: undefined,
                reason: undefined,
                group: undefined,
                min_wait: undefined,
              })
            }
          >
            <X aria-hidden="true" />
            {t('filter.clear')}
          </Button>
        )}
      </fieldset>
      <Button
        size="sm"
        variant="ghost"
        className="ms-auto"
        aria-pressed={charted}
        onClick={onChart}
      >
        <ChartColumn aria-hidden="true" />
        <span className="sr-only roomy:not-sr-only">{t('chart.show')}</span>
      </Button>
      <Choice
        aria-label={t('sort.label')}
        className="h-8 w-auto"
        value={search.sort ?? 'urgency'}
        onChange={(event) => {
          const sort = SORTS.find((word) => word === event.target.value)
          onChange({ sort: sort === 'urgency' ? undefined : sort })
        }}
      >
        {options(SORTS, (word) => t(`sort.${word}`))}
      </Choice>
    </div>
  )
}
