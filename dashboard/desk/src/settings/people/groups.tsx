import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import type { Group, Person } from '../../api/knowledge'
import { isProblem } from '../../api/problem'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Dialog } from '../../ui/dialog'
import { Input } from '../../ui/field'
import { Empty } from '../../ui/states'
import { saying } from '../../words/problems'
import { type Translate, useWords } from '../../words/words'
import { Conflict } from '../conflict'
import { faultOf } from '../faults'
import { Sides } from '../sides'

export const LONGEST_NAME = 60

/** The groups, with room to add one. */
export function Groups({ groups, agents }: { groups: Group[]; agents: Person[] }) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [renaming, setRenaming] = useState<Group>()
  const [saved, setSaved] = useState('')
  const refresh = () => void queries.invalidateQueries({ queryKey: ['teams'] })
  /** An attempt whose answer was lost is made again under its key. */
  const attempt = useRef({ name: '', key: '' })
  const add = useMutation({
    mutationFn: () => {
      const wanted = name.trim()
      if (attempt.current.name !== wanted) {
        attempt.current = { name: wanted, key: crypto.randomUUID() }
      }
      return api.addGroup(wanted, attempt.current.key)
    },
    onSuccess: (group) => {
      attempt.current = { name: '', key: '' }
      setName('')
      setSaved(group.name)
      refresh()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSaved('')
    if (name.trim()) add.mutate()
  }
  return (
    <section aria-labelledby="groups" className="grid gap-2">
      <div className="flex items-baseline gap-3">
        <h2 id="groups" className="font-semibold">
          {t('people.groups')}
        </h2>
        <p role="status" className="text-muted">
          {saved && t('people.saved', { name: saved })}
        </p>
      </div>
      <div className="rounded-lg border bg-surface">
        {groups.length === 0 ? (
          <Empty icon={<UsersRound aria-hidden="true" />} title={t('people.groups_empty')}>
            {t('people.groups_empty_detail')}
          </Empty>
        ) : (
          <ul aria-labelledby="groups">
            {groups.map((group) => (
              <li key={group.id} className="flex items-center gap-3 border-b px-3 py-2">
                <bdi className="min-w-0 flex-1 font-medium break-words">{group.name}</bdi>
                <span className="text-xs text-muted">
                  {t('people.members', {
                    count: agents.filter((one) => one.group_ids.includes(group.id)).length,
                  })}
                </span>
                <Button
                  size="sm"
                  aria-label={t('people.rename_of', { name: group.name })}
                  onClick={() => {
                    setSaved('')
                    setRenaming(group)
                  }}
                >
                  {t('people.rename')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form onSubmit={submit} noValidate className="flex flex-wrap items-end gap-2 p-3">
          <div className="min-w-48 flex-1">
            <CheckedField label={t('people.new_group')} error={faultOfName(add.error, t)}>
              {(control) => (
                <Input
                  {...control}
                  dir="auto"
                  maxLength={LONGEST_NAME}
                  value={name}
                  onChange={(event) => {
                    setName(event.target.value)
                    add.reset()
                  }}
                />
              )}
            </CheckedField>
          </div>
          <Button type="submit" variant="soft" disabled={add.isPending || name.trim() === ''}>
            {t('people.add_group')}
          </Button>
        </form>
      </div>
      {renaming && (
        <RenameDialog
          group={renaming}
          onClose={() => setRenaming(undefined)}
          onSaved={(group) => {
            setSaved(group.name)
            setRenaming(undefined)
            refresh()
          }}
        />
      )}
    </section>
  )
}

function RenameDialog({
  group,
  onClose,
  onSaved,
}: {
  group: Group
  onClose: () => void
  onSaved: (group: Group) => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const [name, setName] = useState(group.name)
  const [base, setBase] = useState(group)
  const [theirs, setTheirs] = useState<Group>()
  const rename = useMutation({
    mutationFn: async (version: number) => {
      try {
        return await api.renameGroup(group.id, { version, name: name.trim() })
      } catch (error) {
        if (!isProblem(error, '/problems/stale-version')) throw error
        const { items } = await api.teams()
        const now = items.find((one) => one.id === group.id)
        if (!now) throw error
        queries.setQueryData(['teams'], items)
        // An answer that was lost: it is renamed already.
        if (now.name === name.trim()) return now
        setTheirs(now)
        return undefined
      }
    },
    onSuccess: (now) => now && onSaved(now),
  })
  const isChanged = name.trim() !== '' && name.trim() !== base.name
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('people.rename_of', { name: group.name })}
      closable={!rename.isPending}
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged && !theirs) rename.mutate(base.version)
        }}
      >
        {theirs && (
          <Conflict
            name={t('conflict.somebody')}
            detail={t('conflict.detail')}
            mine={t('conflict.keep_mine')}
            onMine={() => {
              setBase(theirs)
              setTheirs(undefined)
              rename.mutate(theirs.version)
            }}
            onTheirs={() => {
              setBase(theirs)
              setName(theirs.name)
              setTheirs(undefined)
            }}
          >
            <Sides
              name={t('conflict.somebody')}
              clashes={[{ label: t('people.group_name'), mine: name, theirs: theirs.name }]}
            />
          </Conflict>
        )}
        <CheckedField label={t('people.group_name')} error={faultOfName(rename.error, t)}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoFocus
              maxLength={LONGEST_NAME}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </CheckedField>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} disabled={rename.isPending}>
            {t('confirm.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            idle={!isChanged || theirs !== undefined || rename.isPending}
          >
            {t('people.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What is wrong with the name, or whatever else went wrong: there is only this one field. */
function faultOfName(error: unknown, t: Translate): string | undefined {
  if (!error) return undefined
  const { title, detail } = saying(error, t)
  return faultOf(error, 'name', t) ?? `${title}. ${detail}`
}
