import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import type { Agent, Me, Presence } from '../api/client'
import { Button } from '../ui/button'
import { Menu, MenuChoices, MenuLabel } from '../ui/menu'
import { useWords } from '../words/words'
import { useDesk, useMe } from './context'
import { PresenceDot } from './presence-dot'

const PRESENCES = ['online', 'away', 'offline'] as const satisfies readonly Presence[]

export default function PresenceMenu() {
  const { t } = useWords()
  const { api } = useDesk()
  const me = useMe()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (presence: Presence) => api.setPresence(presence),
    onSuccess: (agent: Agent) =>
      queries.setQueryData<Me>(['me'], (present) =>
        present && agent.version >= present.version ? { ...present, ...agent } : present,
      ),
  })
  const shown = change.isPending ? change.variables : me.presence
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="sm">
          <PresenceDot presence={shown} />
          <span className="sr-only">{t('presence.title')}: </span>
          <span className="sr-only sm:not-sr-only">{t(`presence.${shown}`)}</span>
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      <MenuLabel>{t('presence.hint')}</MenuLabel>
      <MenuChoices
        value={shown}
        onChoose={(presence) => change.mutate(presence)}
        choices={PRESENCES.map((presence) => ({
          value: presence,
          label: (
            <>
              <PresenceDot presence={presence} />
              {t(`presence.${presence}`)}
            </>
          ),
        }))}
      />
    </Menu>
  )
}
