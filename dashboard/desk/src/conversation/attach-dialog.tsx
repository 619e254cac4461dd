import { useState } from 'react'
import type { NewMessage } from '../api/client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Choice, Field, Input } from '../ui/field'
import { useWords } from '../words/words'

type NewMedia = NonNullable<NewMessage['media']>

const KINDS = ['image', 'document', 'video', 'audio'] as const satisfies readonly NewMedia['kind'][]

/** Sends a file that lies somewhere on the web: the API takes no bytes. */
export function AttachDialog({
  onSend,
  onClose,
}: {
  onSend: (media: NewMedia) => void
  onClose: () => void
}) {
  const { t } = useWords()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('image')
  const [link, setLink] = useState('')
  const [caption, setCaption] = useState('')
  const [filename, setFilename] = useState('')
  return (
    <Dialog open onOpenChange={onClose} title={t('attach.title')} description={t('attach.detail')}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          onSend({
            kind,
            link: link.trim(),
            caption: kind === 'audio' ? null : caption.trim() || null,
            filename: kind === 'document' ? filename.trim() || null : null,
          })
          onClose()
        }}
      >
        <Field label={t('attach.link')} hint={t('attach.link_hint')}>
          {(id) => (
            <Input
              id={id}
              type="url"
              required
              autoFocus
              dir="ltr"
              pattern="https://.+"
              title={t('attach.link_hint')}
              placeholder="https://"
              maxLength={2048}
              value={link}
              onChange={(event) => setLink(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('attach.kind')}>
          {(id) => (
            <Choice
              id={id}
              value={kind}
              onChange={(event) =>
                setKind(KINDS.find((one) => one === event.target.value) ?? 'image')
              }
            >
              {KINDS.map((value) => (
                <option key={value} value={value}>
                  {t(`kind.${value}`)}
                </option>
              ))}
            </Choice>
          )}
        </Field>
        {kind === 'document' && (
          <Field label={t('attach.filename')}>
            {(id) => (
              <Input
                id={id}
                maxLength={240}
                value={filename}
                onChange={(event) => setFilename(event.target.value)}
              />
            )}
          </Field>
        )}
        {kind !== 'audio' && (
          <Field label={t('attach.caption')}>
            {(id) => (
              <Input
                id={id}
                maxLength={1024}
                value={caption}
                onChange={(event) => setCaption(event.target.value)}
              />
            )}
          </Field>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('confirm.cancel')}</Button>
          <Button type="submit" variant="primary" disabled={link.trim() === ''}>
            {t('attach.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
