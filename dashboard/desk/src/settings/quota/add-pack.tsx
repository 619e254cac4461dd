import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ProblemError } from '../../api/problem'
import { ConfirmDialog } from '../../conversation/confirm-dialog'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { faultOf } from '../faults'
import { NumberInput } from '../number-input'

const USUAL = 1_000

/** Adds a pack of replies, once, however often the request has to be repeated. */
export function AddPack() {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const [replies, setReplies] = useState<number | null>(USUAL)
  const [asking, setAsking] = useState(false)
  // The same pack has the same key until its answer is known.
  const key = useRef<string | undefined>(undefined)
  const add = useMutation({
    mutationFn: (count: number) => {
      key.current ??= crypto.randomUUID()
      return api.addPack(count, key.current)
    },
    onSuccess: (now) => {
      key.current = undefined
      queries.setQueryData(['quota'], now)
    },
    onError: (error) => {
      if (error instanceof ProblemError) key.current = undefined
    },
  })
  const wrong = faultOf(add.error, 'replies', t)
  return (
    <Card title={t('quota.add')}>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          setAsking(true)
        }}
      >
        <CheckedField label={t('quota.add_replies')} error={wrong}>
          {(checked) => (
            <NumberInput
              {...checked}
              required
              min={1}
              max={100_000}
              step={1}
              value={replies}
              onValue={(count) => {
                key.current = undefined
                setReplies(count)
              }}
            />
          )}
        </CheckedField>
        <Button type="submit" variant="primary" disabled={add.isPending || replies === null}>
          {t('quota.add_action')}
        </Button>
      </form>
      <div role="status" className="empty:hidden">
        {add.isSuccess && (
          <p className="rounded-md bg-good-soft px-3 py-2 text-on-good-soft">
            {t('quota.added', { count: add.variables })}
          </p>
        )}
      </div>
      {add.error && !wrong && (
        <p role="alert" className="text-danger">
          {saying(add.error, t).title}. {saying(add.error, t).detail}
        </p>
      )}
      {asking && replies !== null && (
        <ConfirmDialog
          title={t('quota.add_confirm', { count: replies })}
          detail={t('quota.add_detail')}
          action={t('quota.add')}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            add.mutate(replies)
          }}
        />
      )}
    </Card>
  )
}
