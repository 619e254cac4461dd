import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isProblem } from '../../api/problem'
import type { Policy } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Dialog } from '../../ui/dialog'
import { Textarea } from '../../ui/field'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { useVersionName } from './version-name'

/** Asks before a draft decides about customers, and says so if something else went live meanwhile. */
export function PublishDialog({
  policy,
  live,
  differences,
  onLook,
  onClose,
  onPublished,
}: {
  policy: Policy
  live: Policy
  differences: number
  onLook: () => void
  onClose: () => void
  onPublished: (name: string) => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const versionName = useVersionName()
  const [notes, setNotes] = useState(policy.notes)
  const publish = useMutation({
    mutationFn: (replaces: string | undefined) =>
      api.publishPolicy(policy.id, {
        version: policy.version,
        notes: notes.trim(),
        ...(replaces ? { replaces } : {}),
      }),
    onSuccess: async (now) => {
      await queries.invalidateQueries({ queryKey: ['policies'] })
      onPublished(versionName(now))
      await navigate({ to: '/settings/triggers', search: {} })
    },
    // What is live, or what the draft is, has changed: the page behind shall show it.
    onError: () => queries.invalidateQueries({ queryKey: ['policies'] }),
  })
  // Known before, or told by the server: another version is live than when the draft was begun.
  const outdated = isProblem(publish.error, '/problems/policy-outdated')
    ? publish.error.problem.live
    : live.id !== policy.replaces
      ? live
      : undefined
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('triggers.publish.title')}
      description={t('triggers.publish.detail')}
    >
      <div className="grid gap-4">
        <p className="font-medium">{t('triggers.publish.differences', { count: differences })}</p>
        <CheckedField label={t('triggers.field.notes')}>
          {(checked) => (
            <Textarea
              {...checked}
              rows={2}
              maxLength={500}
              value={notes}
              onChange={(event) => setNotes(event.target.value)}
            />
          )}
        </CheckedField>
        {outdated ? (
          <p role="alert" className="rounded-md bg-warn-soft p-3 text-on-warn-soft">
            {t('triggers.publish.outdated', {
              name: outdated.published_by?.name ?? t('conflict.somebody'),
              version: versionName(outdated),
            })}
          </p>
        ) : null}
        {publish.error && !isProblem(publish.error, '/problems/policy-outdated') && (
          <p role="alert" className="rounded-md bg-danger-soft p-3 text-on-danger-soft">
            {saying(publish.error, t).title}. {saying(publish.error, t).detail}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('confirm.cancel')}</Button>
          {outdated ? (
            <>
              <Button onClick={onLook}>{t('triggers.publish.outdated_look')}</Button>
              <Button
                variant="primary"
                disabled={publish.isPending}
                onClick={() => publish.mutate(outdated.id)}
              >
                {t('triggers.publish.outdated_action')}
              </Button>
            </>
          ) : (
            <Button
              variant="primary"
              disabled={publish.isPending}
              onClick={() => publish.mutate(undefined)}
            >
              {t('triggers.publish.action')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
