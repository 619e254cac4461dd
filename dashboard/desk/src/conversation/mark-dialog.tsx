import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Escalation, EscalationDetail, Message } from '../api/client'
import { given, type Mark, type MarkKind } from '../api/desk'
import { useDesk } from '../shell/context'
import { formatMoment } from '../time/format'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Choice, Field, Textarea } from '../ui/field'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { useHandoff } from './use-conversation'

const KINDS = ['should_not_have', 'should_have_come_earlier'] as const satisfies readonly MarkKind[]

/** The customer's messages at which a person could have been called before it was done. */
export function earlierPlaces(
  messages: readonly Message[],
  escalation: Pick<EscalationDetail, 'created_at'>,
  evidence: number | undefined,
): readonly Message[] {
  return messages.filter(
    (message) =>
      message.author.kind === 'customer' &&
      message.kind !== 'reaction' &&
      Date.parse(message.created_at) <= Date.parse(escalation.created_at) &&
      (evidence === undefined || message.seq < evidence),
  )
}

/** Says of an escalation that it should not have been, or should have come earlier. */
export function MarkDialog({
  kind: first,
  escalation,
  messages,
  onClose,
}: {
  kind: MarkKind
  escalation: Escalation
  messages: readonly Message[]
  onClose: () => void
}) {
  const { t, language } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const name = useId()
  // The message that led to it is known once its packet is.
  const { data: detail } = useHandoff(escalation.id)
  // The API refuses it where no message led to the escalation: nothing could be learned from it.
  const byHand = detail
    ? detail.assessment.seq === null || detail.assessment.seq === undefined
    : escalation.reason === 'manual'
  const [chosen, setKind] = useState<MarkKind>(first)
  const kind = byHand ? 'should_have_come_earlier' : chosen
  // What was said before is what one changes, until one says something else.
  const last = detail?.mark
  const before = given(last)
  const [placed, setSeq] = useState<string>()
  const [written, setNote] = useState<string>()
  const seq = placed ?? (before?.mark === kind && before.seq ? String(before.seq) : '')
  const note = written ?? before?.note ?? ''
  const places = detail
    ? earlierPlaces(messages, escalation, detail.assessment.seq ?? undefined)
    : []
  const onSuccess = (marked: Mark) => {
    queries.setQueryData<EscalationDetail>(
      ['escalation', escalation.id],
      (present) => present && { ...present, mark: marked },
    )
    onClose()
  }
  const mark = useMutation({
    mutationFn: () =>
      api.mark(escalation.id, {
        mark: kind,
        seq: kind === 'should_have_come_earlier' && seq ? Number(seq) : null,
        note: note.trim() || null,
      }),
    onSuccess,
  })
  const takeBack = useMutation({ mutationFn: () => api.takeMarkBack(escalation.id), onSuccess })
  const busy = mark.isPending || takeBack.isPending
  const error = mark.error ?? takeBack.error
  const said = error ? saying(error, t) : undefined
  return (
    <Dialog open onOpenChange={onClose} title={t('mark.title')} description={t('mark.detail')}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          takeBack.reset()
          mark.mutate()
        }}
      >
        {before && (
          <p className="rounded-md bg-raised p-2.5 text-[0.8125rem]">
            {t('mark.before', {
              name: before.by.name,
              moment: formatMoment(before.at, language),
              mark: t(`mark.${before.mark}`),
            })}
          </p>
        )}
        {last && !before && (
          <p className="rounded-md bg-raised p-2.5 text-[0.8125rem]">
            {t('mark.taken_back', {
              name: last.by.name,
              moment: formatMoment(last.at, language),
            })}
          </p>
        )}
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-xs font-medium text-muted">{t('mark.what')}</legend>
          {KINDS.map((value) => {
            const refused = byHand && value === 'should_not_have'
            return (
              <label
                key={value}
                className="flex items-start gap-2.5 rounded-md border p-2.5 has-checked:border-primary has-checked:bg-primary-soft/50"
              >
                <input
                  type="radio"
                  name={name}
                  className="mt-1"
                  value={value}
                  disabled={refused}
                  checked={kind === value}
                  onChange={() => setKind(value)}
                />
                <span>
                  <span className="block font-medium">{t(`mark.${value}`)}</span>
                  <span className="block text-xs text-muted">
                    {t(refused ? 'mark.by_hand' : `mark.${value}_hint`)}
                  </span>
                </span>
              </label>
            )
          })}
        </fieldset>
        {kind === 'should_have_come_earlier' && (places.length > 0 || seq) && (
          <Field label={t('mark.where')}>
            {(id) => (
              <Choice id={id} value={seq} onChange={(event) => setSeq(event.target.value)}>
                <option value="">{t('mark.nowhere')}</option>
                {seq && !places.some((message) => String(message.seq) === seq) && (
                  // Further back than the thread was read.
                  <option value={seq}>#{seq}</option>
                )}
                {places.map((message) => (
                  <option key={message.id} value={message.seq}>
                    {formatMoment(message.created_at, language)} ·{' '}
                    {(message.text ?? t(`kind.${message.kind}`)).slice(0, 80)}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        )}
        <Field label={t('mark.note')}>
          {(id) => (
            <Textarea
              id={id}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {said && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{said.title}</span> {said.detail}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          {before && (
            <Button
              variant="danger"
              className="me-auto"
              idle={busy}
              onClick={() => {
                mark.reset()
                takeBack.mutate()
              }}
            >
              {t('mark.take_back')}
            </Button>
          )}
          <Button onClick={onClose}>{t('confirm.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {t(before ? 'mark.change' : 'mark.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
