import { Send } from 'lucide-react'
import { useState } from 'react'
import type { ConversationDetail, NewMessage } from '../api/client'
import { useDesk } from '../shell/context'
import { formatMoment } from '../time/format'
import { Button } from '../ui/button'
import { Choice, Field, Input } from '../ui/field'
import { useWords } from '../words/words'
import { keepTemplate, knownTemplates } from './templates'

type Template = NonNullable<NewMessage['template']>

/** After the customer's 24 hours only an approved template may be sent. */
export function TemplateForm({
  conversation,
  onSend,
}: {
  conversation: ConversationDetail
  onSend: (template: Template) => void
}) {
  const { t, language } = useWords()
  const { me } = useDesk()
  const [known] = useState(() => knownTemplates(me.id, conversation.connection_id))
  const [name, setName] = useState('')
  const [tongue, setTongue] = useState(conversation.profile.locale?.replace('-', '_') ?? 'en_US')
  const [values, setValues] = useState('')
  const [text, setText] = useState('')
  const parameters = values
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        keepTemplate(me.id, conversation.connection_id, {
          name: name.trim(),
          language: tongue.trim(),
          text: text.trim(),
        })
        onSend({
          name: name.trim(),
          language: tongue.trim(),
          text: text.trim() || null,
          ...(parameters.length > 0 && {
            components: [
              {
                type: 'body',
                parameters: parameters.map((value) => ({ type: 'text', text: value })),
              },
            ],
          }),
        })
        setName('')
        setValues('')
        setText('')
      }}
    >
      <p className="text-[0.8125rem]">
        {t('template.why', {
          moment: formatMoment(conversation.window_expires_at ?? '', language),
        })}
      </p>
      {known.length > 0 && (
        <Field label={t('template.recent')}>
          {(id) => (
            <Choice
              id={id}
              value=""
              onChange={(event) => {
                const chosen = known[Number(event.target.value)]
                if (!chosen) return
                setName(chosen.name)
                setTongue(chosen.language)
                setText(chosen.text)
              }}
            >
              <option value="">{t('template.choose')}</option>
              {known.map((one, index) => (
                <option key={`${one.name} ${one.language}`} value={index}>
                  {one.name} · {one.language}
                </option>
              ))}
            </Choice>
          )}
        </Field>
      )}
      <div className="grid gap-2 sm:grid-cols-[2fr_1fr]">
        <Field label={t('template.name')}>
          {(id) => (
            <Input
              id={id}
              required
              maxLength={512}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('template.language')}>
          {(id) => (
            <Input
              id={id}
              required
              maxLength={16}
              value={tongue}
              onChange={(event) => setTongue(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('template.values')}>
          {(id) => (
            <textarea
              id={id}
              rows={2}
              value={values}
              onChange={(event) => setValues(event.target.value)}
              className="w-full rounded-md border border-control/60 bg-surface px-2.5 py-1.5"
            />
          )}
        </Field>
        <Field label={t('template.text')}>
          {(id) => (
            <textarea
              id={id}
              rows={2}
              maxLength={1024}
              value={text}
              onChange={(event) => setText(event.target.value)}
              className="w-full rounded-md border border-control/60 bg-surface px-2.5 py-1.5"
            />
          )}
        </Field>
      </div>
      <Button type="submit" variant="primary" className="justify-self-end">
        <Send aria-hidden="true" className="rtl:-scale-x-100" />
        {t('template.send')}
      </Button>
    </form>
  )
}
