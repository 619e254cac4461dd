import type { ReactNode } from 'react'
import { isProblem } from '../api/problem'
import { Button } from '../ui/button'
import { saying } from '../words/problems'
import { useWords } from '../words/words'

/** A save as far as it has come. */
interface Saving {
  isPending: boolean
  isSuccess: boolean
  error: Error | null
}

/** Below what is saved as a whole: how it stands, what went wrong, and what can be done. */
export function SaveBar({
  save,
  dirty,
  saved,
  faults,
  children,
}: {
  save: Saving
  dirty: boolean
  /** What is said once it is saved. */
  saved: string
  /** How many fields tell themselves what the server found wrong with them. */
  faults: number
  children: ReactNode
}) {
  const { t } = useWords()
  const said = save.error && saying(save.error, t)
  return (
    <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-wrap items-center gap-2 border-t bg-background px-4 py-3">
      <div role="status" className="min-w-0 flex-1 text-[0.8125rem] text-muted">
        {save.isPending
          ? t('settings.saving')
          : dirty
            ? t('settings.unsaved')
            : save.isSuccess && saved}
      </div>
      {said && !isProblem(save.error, '/problems/stale-version') && (
        <p role="alert" className="basis-full text-danger">
          {faults > 0
            ? t('triggers.check_fields', { count: faults })
            : `${said.title}. ${said.detail}`}
        </p>
      )}
      {children}
    </div>
  )
}

/** Saves the form that it stands in, or leaves what is changed; neither while somebody else's save is looked at. */
export function SaveButtons({
  save,
  dirty,
  held,
  onDiscard,
}: {
  save: Saving
  dirty: boolean
  /** Whether it is yet to be decided about what somebody else saved. */
  held: boolean
  onDiscard: () => void
}) {
  const { t } = useWords()
  return (
    <>
      {dirty && !held && (
        <Button disabled={save.isPending} onClick={onDiscard}>
          {t('settings.discard')}
        </Button>
      )}
      <Button type="submit" variant="primary" idle={!dirty || save.isPending || held}>
        {t('settings.save')}
      </Button>
    </>
  )
}
