import { Command } from 'cmdk'
import { Users } from 'lucide-react'
import type { Escalation } from '../api/client'
import { PresenceDot } from '../shell/presence-dot'
import { Dialog } from '../ui/dialog'
import { Failed, Loading } from '../ui/states'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import type { useActions } from './actions'
import { byReadiness, hasRoom, useTeammates, useTeams } from './people'

const row =
  'flex min-h-10 cursor-default items-center gap-2.5 rounded-md px-3 py-1.5 data-[disabled=true]:opacity-60 data-[selected=true]:bg-primary-soft data-[selected=true]:text-on-primary-soft'

/** Chooses who gets an escalation: an agent, or, for a transfer, a group as well. */
export default function GiveDialog({
  mode,
  escalation,
  act,
  onClose,
}: {
  mode: 'assign' | 'transfer'
  escalation: Escalation
  act: ReturnType<typeof useActions>['act']
  onClose: () => void
}) {
  const { t } = useWords()
  const agents = useTeammates()
  const groups = useTeams()
  const offered = [...(agents.data ?? [])].sort(byReadiness)
  const give = (change: Parameters<typeof act.mutate>[0]) =>
    act.mutate(change, { onSuccess: onClose })
  const said = act.error ? saying(act.error, t) : undefined
  const loading = agents.isPending || (mode === 'transfer' && groups.isPending)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`give.${mode}.title`)}
      description={t(`give.${mode}.detail`)}
    >
      {said && (
        <p role="alert" className="mb-3 rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
          <span className="font-medium">{said.title}</span> {said.detail}
        </p>
      )}
      {agents.error ? (
        <Failed error={agents.error} onRetry={() => void agents.refetch()} />
      ) : loading ? (
        <Loading rows={4} className="p-0" />
      ) : (
        <Command label={t(`give.${mode}.title`)} className="grid gap-2">
          <Command.Input
            autoFocus
            placeholder={t('give.search')}
            className="h-9 w-full rounded-md border border-control/60 bg-surface px-2.5 placeholder:text-muted"
          />
          <Command.List
            aria-busy={act.isPending}
            className="max-h-[45vh] overflow-y-auto [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
          >
            <Command.Empty className="p-4 text-center text-muted">{t('give.none')}</Command.Empty>
            {mode === 'transfer' && (
              <Command.Group heading={t('give.groups')}>
                {groups.data?.length === 0 && (
                  <p className="px-3 py-1.5 text-xs text-muted">{t('give.no_groups')}</p>
                )}
                {groups.data?.map((group) => {
                  const here = escalation.status === 'queued' && escalation.group === group.id
                  return (
                    <Command.Item
                      key={group.id}
                      value={`${group.name} ${group.id}`}
                      className={row}
                      disabled={here || act.isPending}
                      onSelect={() => give({ act: 'transfer', to: { group_id: group.id } })}
                    >
                      <Users aria-hidden="true" className="size-4 shrink-0" />
                      <bdi className="flex-1 truncate">{group.name}</bdi>
                      {here && <span className="text-xs">{t('give.waits_here')}</span>}
                    </Command.Item>
                  )
                })}
              </Command.Group>
            )}
            <Command.Group heading={t('give.agents')}>
              {offered.map((agent) => {
                const has = escalation.status === 'open' && escalation.assignee?.id === agent.id
                return (
                  <Command.Item
                    key={agent.id}
                    value={`${agent.name} ${agent.id}`}
                    className={row}
                    disabled={has || !hasRoom(agent) || act.isPending}
                    onSelect={() =>
                      give(
                        mode === 'assign'
                          ? { act: 'assign', agent: agent.id }
                          : { act: 'transfer', to: { agent_id: agent.id } },
                      )
                    }
                  >
                    <PresenceDot presence={agent.presence} />
                    <bdi className="flex-1 truncate">{agent.name}</bdi>
                    <span className="text-xs">
                      {t(`presence.${agent.presence}`)} ·{' '}
                      {has
                        ? t('give.has_it')
                        : hasRoom(agent)
                          ? t('give.load', { active: agent.active, capacity: agent.capacity })
                          : t('give.full')}
                    </span>
                  </Command.Item>
                )
              })}
            </Command.Group>
          </Command.List>
        </Command>
      )}
    </Dialog>
  )
}
