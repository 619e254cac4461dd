import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Group, Person } from '../../api/knowledge'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Dialog } from '../../ui/dialog'
import { Input } from '../../ui/field'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { faultOf, isToldAt } from '../faults'

export const MOST_CAPACITY = 50

/** How much an agent can have in hand, and which groups they belong to. */
export function AgentDialog({
  agent,
  groups,
  onClose,
  onSaved,
}: {
  agent: Person
  groups: Group[]
  onClose: () => void
  onSaved: () => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const [capacity, setCapacity] = useState(String(agent.capacity))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(agent.group_ids))
  const wanted = Number(capacity)
  const changes = {
    // A figure that was not touched stays, even one that is out of today's range.
    ...(wanted !== agent.capacity && { capacity: wanted }),
    ...(!(
      chosen.size === agent.group_ids.length && agent.group_ids.every((id) => chosen.has(id))
    ) && {
      group_ids: [...chosen],
    }),
  }
  const isChanged = Object.keys(changes).length > 0
  const outOfRange =
    wanted !== agent.capacity &&
    !(Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_CAPACITY)

  const save = useMutation({
    mutationFn: () => api.changeAgent(agent.id, changes),
    onSuccess: (now) => {
      queries.setQueryData<Person[]>(['teammates'], (present) =>
        present?.map((one) => (one.id === now.id ? now : one)),
      )
      void queries.invalidateQueries({ queryKey: ['teammates'] })
      void queries.invalidateQueries({ queryKey: ['me'] })
      onSaved()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isChanged && !outOfRange) save.mutate()
  }
  return (
    <Dialog open onOpenChange={onClose} title={agent.name} closable={!save.isPending}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        <CheckedField
          label={t('people.capacity')}
          hint={t('people.capacity_hint')}
          error={
            outOfRange && capacity !== ''
              ? t('people.capacity_hint')
              : faultOf(save.error, 'capacity', t)
          }
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={MOST_CAPACITY}
              className="w-28"
              value={capacity}
              onChange={(event) => setCapacity(event.target.value)}
            />
          )}
        </CheckedField>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-xs font-medium text-muted">{t('people.groups')}</legend>
          {groups.length === 0 && <p className="text-muted">{t('people.no_groups')}</p>}
          {groups.map(({ id, name }) => (
            <label key={id} className="flex min-h-6 items-center gap-2">
              <input
                type="checkbox"
                className="size-4 accent-primary"
                checked={chosen.has(id)}
                onChange={(event) => {
                  const next = new Set(chosen)
                  if (event.target.checked) next.add(id)
                  else next.delete(id)
                  setChosen(next)
                }}
              />
              <bdi className="min-w-0 break-words">{name}</bdi>
            </label>
          ))}
        </fieldset>
        {faultOf(save.error, 'group_ids', t) && (
          <p role="alert" className="text-danger">
            {faultOf(save.error, 'group_ids', t)}
          </p>
        )}
        {save.error && !isToldAt(save.error, ['capacity', 'group_ids']) && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{saying(save.error, t).title}</span>{' '}
            {saying(save.error, t).detail}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={save.isPending}>
            {t('confirm.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            disabled={!isChanged || outOfRange || save.isPending}
          >
            {t('people.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
