import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useState } from 'react'
import type { Group, Person } from '../../api/knowledge'
import { useDesk } from '../../shell/context'
import { PresenceDot } from '../../shell/presence-dot'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Empty, Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { Title } from '../frame'
import { AgentDialog } from './agent-dialog'
import { Groups } from './groups'

/** Who answers, how much each takes, and the groups that customers are handed to. */
export function PeoplePage() {
  const { t } = useWords()
  const { api } = useDesk()
  const [editing, setEditing] = useState<Person>()
  const [saved, setSaved] = useState('')
  const agents = useQuery({
    queryKey: ['teammates'],
    queryFn: async () => (await api.teammates()).items,
    staleTime: 10_000,
    // Frames tell who comes and goes; how much they have in hand is read.
    refetchInterval: 30_000,
  })
  const groups = useQuery({
    queryKey: ['teams'],
    queryFn: async () => (await api.teams()).items,
    staleTime: 10_000,
  })
  const failed = agents.data && groups.data ? null : (agents.error ?? groups.error)
  const retry = () => {
    void agents.refetch()
    void groups.refetch()
  }
  return (
    <>
      <div>
        <Title>{t('people.title')}</Title>
        <p className="text-muted">{t('people.about')}</p>
      </div>
      {failed ? (
        <Failed error={failed} onRetry={retry} />
      ) : !agents.data || !groups.data ? (
        <Loading className="p-0" />
      ) : (
        <>
          <section aria-labelledby="agents" className="grid gap-2">
            <div className="flex items-baseline gap-3">
              <h2 id="agents" className="font-semibold">
                {t('people.agents')}
              </h2>
              <p role="status" className="text-muted">
                {saved && t('people.saved', { name: saved })}
              </p>
            </div>
            {agents.data.length === 0 ? (
              <Empty icon={<Users aria-hidden="true" />} title={t('people.empty')}>
                {t('people.empty_detail')}
              </Empty>
            ) : (
              <Agents
                agents={agents.data}
                groups={groups.data}
                onEdit={(agent) => {
                  setSaved('')
                  setEditing(agent)
                }}
              />
            )}
          </section>
          <Groups groups={groups.data} agents={agents.data} />
          {editing && (
            <AgentDialog
              agent={editing}
              groups={groups.data}
              onClose={() => setEditing(undefined)}
              onSaved={() => {
                setSaved(editing.name)
                setEditing(undefined)
              }}
            />
          )}
        </>
      )}
    </>
  )
}

function Agents({
  agents,
  groups,
  onEdit,
}: {
  agents: Person[]
  groups: Group[]
  onEdit: (agent: Person) => void
}) {
  const { t } = useWords()
  const names = new Map(groups.map(({ id, name }) => [id, name]))
  const heads = [t('people.name'), t('people.presence'), t('people.in_hand'), t('people.groups')]
  return (
    <div className="overflow-x-clip rounded-lg border bg-surface">
      <table className="w-full border-collapse text-start">
        <thead className="bg-raised text-xs text-muted">
          <tr>
            {heads.map((head, index) => (
              <th
                key={head}
                scope="col"
                className={`px-3 py-2 text-start font-medium ${HIDDEN[index] ?? ''}`}
              >
                {head}
              </th>
            ))}
            <th scope="col" className="px-3 py-2">
              <span className="sr-only">{t('people.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <tr key={agent.id} className="border-t">
              <th scope="row" className="px-3 py-2 text-start font-normal">
                <span className="flex items-center gap-2">
                  <span className="flex sm:hidden">
                    <PresenceDot presence={agent.presence} />
                    <span className="sr-only">{t(`presence.${agent.presence}`)}</span>
                  </span>
                  <span className="min-w-0">
                    <bdi className="font-medium">{agent.name}</bdi>
                    <span className="block text-xs text-muted">{t(`role.${agent.role}`)}</span>
                  </span>
                </span>
              </th>
              <td className="hidden px-3 py-2 sm:table-cell">
                <span className="flex items-center gap-2">
                  <PresenceDot presence={agent.presence} />
                  {t(`presence.${agent.presence}`)}
                </span>
              </td>
              <td className="px-3 py-2">
                <span className="flex flex-wrap items-center gap-1.5 tabular-nums">
                  {t('settings.capacity_of', { active: agent.active, capacity: agent.capacity })}
                  {agent.active >= agent.capacity && <Badge tone="warn">{t('people.full')}</Badge>}
                </span>
              </td>
              <td className="hidden px-3 py-2 md:table-cell">
                <span className="flex flex-wrap gap-1">
                  {agent.group_ids.length === 0 && (
                    <span className="text-muted">{t('people.no_group')}</span>
                  )}
                  {agent.group_ids.map((id) => (
                    <Badge key={id}>
                      <bdi className="truncate">{names.get(id) ?? id}</bdi>
                    </Badge>
                  ))}
                </span>
              </td>
              <td className="px-3 py-2 text-end">
                <Button
                  size="sm"
                  aria-label={t('people.edit_of', { name: agent.name })}
                  onClick={() => onEdit(agent)}
                >
                  {t('people.edit')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** On a phone the dot stands beside the name, and groups are seen when editing. */
const HIDDEN = ['', 'hidden sm:table-cell', '', 'hidden md:table-cell']
