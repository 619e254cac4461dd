import { Link } from '@tanstack/react-router'
import { formatMoment } from '../../time/format'
import { Button } from '../../ui/button'
import { useWords } from '../../words/words'
import { Cancel } from './cancel'
import { isOver, useSimulation } from './running'

/** What goes on already, since a company tries one thing at a time. */
export function Occupied({ id, onOver }: { id: string; onOver: () => void }) {
  const { t, language } = useWords()
  const { data: other } = useSimulation(id)
  if (isOver(other)) return <p role="status">{t('triggers.simulate.occupied_over')}</p>
  return (
    <div className="grid gap-2 rounded-lg bg-warn-soft p-4 text-on-warn-soft">
      <p role="alert" className="font-medium">
        {t('problem.simulation_running.title')}
      </p>
      <p className="tabular-nums">
        {other
          ? t('triggers.simulate.occupied', {
              name: other.created_by.name,
              moment: formatMoment(other.created_at, language),
              ...other.progress,
            })
          : t('problem.simulation_running.detail')}
      </p>
      {other && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" asChild className="text-foreground">
            <Link
              to="/settings/triggers"
              search={{ policy: other.policy_id, tab: 'simulation', simulation: id }}
            >
              {t('triggers.simulate.occupied_show')}
            </Link>
          </Button>
          <Cancel id={id} onOver={onOver} />
        </div>
      )}
    </div>
  )
}
