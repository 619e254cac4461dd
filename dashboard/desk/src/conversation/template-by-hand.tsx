import { Send } from 'lucide-react'
import { useState } from 'react'
import type { NewMessage } from '../api/client'
import { Button } from '../ui/button'
import { Choice, Field, Input } from '../ui/field'
import { useWords } from '../words/words'
import type { KnownTemplate } from './templates'

/** A template by its name, where the list of those that are approved cannot be had. */
export function TemplateByHand({
  locale,
  known,
  onSend,
}: {
  locale: string | null | undefined
  /** Those that were sent from here before. */
  known: readonly KnownTemplate[]
  onSend: (template: NonNullable<NewMessage['template']>) => void
}) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [tongue, setTongue] = useState(locale?.replace('-', '_') ?? 'en_US')
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
      <p className="text-xs text-muted">{t('template.by_hand')}</p>
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
