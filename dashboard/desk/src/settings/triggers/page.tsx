import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../words/words'
import { Title } from '../frame'
import { Overview } from './overview'
import { VersionView } from './version-view'

const route = getRouteApi('/settings/triggers')

/** When the bot calls a person: what decides now, and how to change it without risk. */
export function TriggersPage() {
  const { t } = useWords()
  const { policy } = route.useSearch()
  const [said, setSaid] = useState('')
  return (
    <>
      <div role="status" className="empty:hidden">
        {said && <p className="rounded-md bg-good-soft px-3 py-2 text-on-good-soft">{said}</p>}
      </div>
      {policy ? (
        <VersionView
          key={policy}
          id={policy}
          onPublished={(name) => setSaid(t('triggers.went_live', { name }))}
          onDiscarded={(name) => setSaid(t('triggers.discarded', { name }))}
        />
      ) : (
        <>
          <Title>{t('triggers.title')}</Title>
          <Overview />
        </>
      )}
    </>
  )
}
