import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { EscalationType, Urgency } from '../api/client'
import { TYPES, URGENCIES, wordOf } from '../escalations/words'
import { useDesk } from '../shell/context'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Choice, Field, Textarea } from '../ui/field'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { useTeams } from './people'

/** Opens an escalation by hand, and takes it where the agent wants to. */
export function EscalateDialog({
  conversationId,
  onClose,
}: {
  conversationId: string
  onClose: () => void
}) {
  const { t } = useWords()
  const desk = useDesk()
  const [text, setText] = useState('')
  const [type, setType] = useState<EscalationType>('general')
  const teams = useTeams()
  const [team, setTeam] = useState('')
  const [urgency, setUrgency] = useState<Urgency>('medium')
  const key = useRef(crypto.randomUUID())
  const escalate = useMutation({
    mutationFn: async (take: boolean) => {
      const escalation = await desk.api.escalate(
        {
          conversation_id: conversationId,
          reason_text: text.trim(),
          type,
          urgency,
          group_id: team || null,
        },
        key.current,
      )
      desk.learn(escalation)
      if (take && escalation.status === 'queued') {
        await desk.api.take(escalation.id, `${key.current}-take`)
        desk.learn(await desk.api.escalation(escalation.id))
      }
      return escalation
    },
    onSuccess: () => {
      void desk.queries.invalidateQueries({ queryKey: ['conversation', conversationId] })
      onClose()
    },
  })
  const said = escalate.error ? saying(escalate.error, t) : undefined
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('escalate.title')}
      description={t('escalate.detail')}
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          escalate.mutate(true)
        }}
      >
        <Field label={t('escalate.reason')}>
          {(id) => (
            <Textarea
              id={id}
              required
              autoFocus
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('filter.type')}>
            {(id) => (
              <Choice
                id={id}
                value={type}
                onChange={(event) => setType(wordOf(TYPES, event.target.value) ?? 'general')}
              >
                {TYPES.map((word) => (
                  <option key={word} value={word}>
                    {t(`type.${word}`)}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
          <Field label={t('filter.urgency')}>
            {(id) => (
              <Choice
                id={id}
                value={urgency}
                onChange={(event) => setUrgency(wordOf(URGENCIES, event.target.value) ?? 'medium')}
              >
                {URGENCIES.map((word) => (
                  <option key={word} value={word}>
                    {t(`urgency.${word}`)}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        </div>
        {teams.data && teams.data.length > 0 && (
          <Field label={t('filter.group')}>
            {(id) => (
              <Choice id={id} value={team} onChange={(event) => setTeam(event.target.value)}>
                <option value="">{t('escalate.everybody')}</option>
                {teams.data.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Choice>
            )}
          </Field>
        )}
        {said && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{said.title}</span> {said.detail}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            disabled={escalate.isPending || text.trim() === ''}
            onClick={() => escalate.mutate(false)}
          >
            {t('escalate.queue')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            disabled={escalate.isPending || text.trim() === ''}
          >
            {t('escalate.take')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
