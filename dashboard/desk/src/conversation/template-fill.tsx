import { ArrowLeft, ExternalLink, FileText, Image, Phone, Reply, Send, Video } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { NewMessage } from '../api/client'
import type { Template } from '../api/desk'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Field, Input } from '../ui/field'
import { useWords } from '../words/words'
import { filled, type Place, piecesOf, placesOf, readsAs, type Values } from './template-places'

const LONGEST = 4_096

/** A chosen template with its places to fill in, and how it will read. */
export function TemplateFill({
  template,
  onBack,
  onSend,
}: {
  template: Template
  onBack: () => void
  onSend: (template: NonNullable<NewMessage['template']>) => void
}) {
  const { t } = useWords()
  const [values, setValues] = useState<Values>({})
  const places = placesOf(template)
  const form = useRef<HTMLFormElement>(null)
  // The first place, or what sends it where there is nothing to fill in.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, button[type="submit"]')
    first?.focus()
  }, [])
  const labelOf = (place: Place): string => {
    if (place.kind === 'link') return t(`template.place_${headerOf(template)}`)
    if (place.part === 'header') return t('template.place_header', { name: place.name })
    if (place.part === 'button') return t('template.place_button', { name: place.button ?? '' })
    return t('template.place', { name: place.name.replaceAll('_', ' ') })
  }
  return (
    <form
      ref={form}
      aria-label={template.name.replaceAll('_', ' ')}
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        onSend({
          name: template.name,
          language: template.language,
          text: readsAs(template, values).slice(0, LONGEST),
          components: filled(template, values),
        })
      }}
    >
      <div className="flex items-center gap-1.5">
        <Button variant="ghost" size="sm" className="-ms-1.5" onClick={onBack}>
          <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
          {t('template.others')}
        </Button>
        <bdi className="min-w-0 truncate font-medium">{template.name.replaceAll('_', ' ')}</bdi>
        <Badge>
          <bdi>{template.language}</bdi>
        </Badge>
      </div>
      <div className="grid max-h-64 items-start gap-2 overflow-y-auto sm:grid-cols-2">
        <Preview template={template} values={values} />
        {places.length > 0 ? (
          <div className="grid gap-2">
            {places.map((place) => (
              <Field key={place.key} label={labelOf(place)}>
                {(id) => (
                  <Input
                    id={id}
                    required
                    dir={place.kind === 'link' ? 'ltr' : 'auto'}
                    {...(place.kind === 'link' && { type: 'url', pattern: 'https://.+' })}
                    maxLength={1_024}
                    value={values[place.key] ?? ''}
                    onChange={(event) => setValues({ ...values, [place.key]: event.target.value })}
                  />
                )}
              </Field>
            ))}
          </div>
        ) : (
          <p className="text-xs text-muted">{t('template.nothing_to_fill')}</p>
        )}
      </div>
      <Button type="submit" variant="primary" className="justify-self-end">
        <Send aria-hidden="true" className="rtl:-scale-x-100" />
        {t('template.send')}
      </Button>
    </form>
  )
}

function headerOf(template: Template): 'image' | 'video' | 'document' {
  const format = template.header?.format
  return format === 'image' || format === 'video' ? format : 'document'
}

const HEADERS = { image: Image, video: Video, document: FileText } as const
const BUTTONS: Record<string, typeof Reply> = { url: ExternalLink, phone_number: Phone }

/** How the customer will read it; what is still to be filled in stands out. */
function Preview({ template, values }: { template: Template; values: Values }) {
  const { t } = useWords()
  const { header, footer, buttons = [] } = template
  const File = header && header.format !== 'text' ? HEADERS[header.format] : undefined
  return (
    <section
      aria-label={t('template.preview')}
      className="grid gap-1.5 rounded-lg border bg-raised p-2.5 text-[0.8125rem]"
    >
      {File && header && header.format !== 'text' && (
        <p className="flex items-center gap-1.5 text-muted">
          <File aria-hidden="true" className="size-4" />
          {t(`template.header_${header.format}`)}
        </p>
      )}
      {header?.text && (
        <p className="font-semibold">
          <Words template={template} part="header" words={header.text} values={values} />
        </p>
      )}
      <p className="whitespace-pre-wrap">
        <Words template={template} part="body" words={template.body} values={values} />
      </p>
      {footer && (
        <p className="text-xs text-muted">
          <bdi>{footer}</bdi>
        </p>
      )}
      {buttons.length > 0 && (
        <ul className="grid gap-1">
          {buttons.map((button, nth) => {
            const Sign = BUTTONS[button.kind] ?? Reply
            return (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may say the same
                key={nth}
                className="flex items-center justify-center gap-1.5 rounded-md border bg-surface px-2 py-1 text-xs"
              >
                <Sign aria-hidden="true" className="size-3.5" />
                <bdi>{button.text || t('template.copy_code')}</bdi>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function Words({
  template,
  part,
  words,
  values,
}: {
  template: Template
  part: 'header' | 'body'
  words: string
  values: Values
}) {
  return (
    <bdi>
      {piecesOf(template, part, words, values).map((piece, nth) =>
        piece.place === 'none' ? (
          piece.text
        ) : (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces stay in their places
            key={nth}
            className={cn(
              'rounded px-0.5',
              piece.place === 'filled'
                ? 'bg-primary-soft text-on-primary-soft'
                : 'bg-warn-soft text-on-warn-soft',
            )}
          >
            {piece.text}
          </mark>
        ),
      )}
    </bdi>
  )
}
