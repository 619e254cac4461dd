import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { faultsOf, isProblem } from '../../api/problem'
import type { Policy, PolicyDetail } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { begin, type Editing, isDirty, isKept, refused, saved, triggersOf } from './editing'

/** What is wrong with a field of a trigger, as `when.words`. */
export type ErrorAt = (field: string) => string | undefined

/** A draft that is being changed, and the way to save it. */
export function useEditor(policy: PolicyDetail) {
  const { api } = useDesk()
  const queries = useQueryClient()
  const [editing, setEditing] = useState<Editing>(() => begin(policy))
  const dirty = isDirty(editing)
  const isNewer = policy.version > editing.base.version

  // Somebody else's change comes in by itself where nothing of one's own is in its way.
  if (isNewer && (!dirty || isKept(editing, policy))) setEditing(begin(policy))

  const save = useMutation({
    mutationFn: async (): Promise<Policy> => {
      const sent = editing.entries
      try {
        const now = await api.savePolicy(editing.base.id, {
          version: editing.base.version,
          triggers: triggersOf(editing),
          notes: editing.notes.trim(),
        })
        setEditing((current) => saved(current, sent, now))
        return now
      } catch (error) {
        if (isProblem(error, '/problems/validation')) {
          setEditing((current) => refused(current, sent, faultsOf(error)))
        }
        throw error
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['policies'] }),
  })

  return {
    editing,
    setEditing,
    dirty,
    save,
    /** What somebody else saved while this was being changed here. */
    theirs: isNewer && dirty ? policy : undefined,
    takeTheirs: () => {
      save.reset()
      setEditing(begin(policy))
    },
    keepMine: () => {
      save.reset()
      setEditing((current) => ({ ...current, base: policy }))
    },
  }
}

export type Editor = ReturnType<typeof useEditor>
