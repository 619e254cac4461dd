import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PolicyDetail } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { useWords } from '../../words/words'
import { DeleteDialog } from '../delete-dialog'
import { useVersionName } from './version-name'

/** The way to be rid of a draft, once one has been told what goes with it. */
export function Discard({
  policy,
  dirty,
  onDiscarded,
}: {
  policy: PolicyDetail
  dirty: boolean
  onDiscarded: (name: string) => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const versionName = useVersionName()
  const [asking, setAsking] = useState(false)
  const name = policy.notes || versionName(policy)
  const leave = async () => {
    onDiscarded(name)
    await navigate({ to: '/settings/triggers', search: {}, replace: true, ignoreBlocker: true })
    queries.removeQueries({ queryKey: ['policies', policy.id] })
    void queries.invalidateQueries({ queryKey: ['policies'] })
  }
  return (
    <>
      <Button size="sm" variant="danger" className="ms-auto" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        {t('triggers.discard')}
      </Button>
      {asking && (
        <DeleteDialog
          title={t('triggers.discard_title', { name })}
          lost={[
            t('triggers.discard_lost', { count: policy.triggers.length }),
            dirty && t('delete.unsaved'),
            t('triggers.discard_live'),
          ].filter((sentence) => sentence !== false)}
          action={t('triggers.discard_action')}
          version={policy.version}
          changedBy={policy.edited_by?.name ?? t('conflict.somebody')}
          onDelete={(version) => api.discardPolicy(policy.id, version)}
          onStale={() => queries.invalidateQueries({ queryKey: ['policies'] })}
          onGone={() => void leave()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
