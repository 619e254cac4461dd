import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isProblem } from '../../api/problem'
import type { CompanySettings } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { useWords } from '../../words/words'
import { faultOf } from '../faults'
import { changed, type Field, rebased, settingsOf, type Values, valuesOf } from './fields'

export function useCompanySettings() {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['company-settings'],
    queryFn: () => api.settings(),
    staleTime: 5_000,
  })
}

/** The settings as they are being changed, and the way to save them. */
export function useSettingsForm(current: CompanySettings) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const [base, setBase] = useState(current)
  const [values, setValues] = useState(() => valuesOf(current))
  const dirty = changed(valuesOf(base), values).length > 0
  const isNewer = current.version > base.version

  // Somebody else's change comes in by itself where nothing of one's own is in its way.
  // So does one's own, where the answer to the save was lost.
  if (isNewer && (!dirty || changed(values, valuesOf(current)).length === 0)) {
    setBase(current)
    setValues(valuesOf(current))
  }

  const save = useMutation({
    mutationFn: () => api.saveSettings({ version: base.version, ...settingsOf(values) }),
    onSuccess: (now) => {
      setBase(now)
      queries.setQueryData(['company-settings'], now)
    },
    onError: (error) => {
      if (isProblem(error, '/problems/stale-version')) {
        return queries.invalidateQueries({ queryKey: ['company-settings'] })
      }
    },
  })

  return {
    base,
    values,
    dirty,
    save,
    set: (part: Partial<Values>) => setValues((now) => ({ ...now, ...part })),
    errorAt: (field: Field) => faultOf(save.error, field, t),
    /** What somebody else saved while this was being changed here. */
    theirs: isNewer && dirty ? current : undefined,
    takeTheirs: () => {
      save.reset()
      setBase(current)
      setValues(valuesOf(current))
    },
    keepMine: () => {
      save.reset()
      setValues(rebased(valuesOf(base), values, valuesOf(current)))
      setBase(current)
    },
  }
}

export type SettingsForm = ReturnType<typeof useSettingsForm>
