import { FileText, Search } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Template } from '../api/desk'
import { Badge } from '../ui/badge'
import { Input } from '../ui/field'
import { Empty } from '../ui/states'
import { useWords } from '../words/words'
import { found, inOrder } from './template-places'
import type { KnownTemplate } from './templates'

/** The approved templates to choose from: those used from here first. */
export function TemplateList({
  templates,
  used,
  locale,
  focused,
  onChoose,
}: {
  templates: readonly Template[]
  used: readonly KnownTemplate[]
  locale: string | null | undefined
  /** Whether the search takes the focus. */
  focused: boolean
  onChoose: (template: Template) => void
}) {
  const { t } = useWords()
  const [wanted, setWanted] = useState('')
  const label = useId()
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focused) search.current?.focus()
  }, [focused])
  if (templates.length === 0) {
    return (
      <Empty icon={<FileText aria-hidden="true" />} title={t('template.none')}>
        {t('template.none_detail')}
      </Empty>
    )
  }
  const shown = found(inOrder(templates, used, locale), wanted)
  const wasUsed = ({ name, language }: Template) =>
    used.some((one) => one.name === name && one.language === language)
  return (
    <div className="grid gap-2">
      <div className="relative">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute start-2.5 top-2.5 size-4 text-muted"
        />
        <Input
          ref={search}
          type="search"
          className="ps-8"
          aria-label={t('template.search')}
          placeholder={t('template.search')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <p id={label} role="status" className="text-xs text-muted">
        {t('template.found', { count: shown.length })}
      </p>
      <ul aria-labelledby={label} className="grid max-h-56 gap-1 overflow-y-auto">
        {shown.map((template) => (
          <li key={`${template.name} ${template.language}`}>
            <button
              type="button"
              onClick={() => onChoose(template)}
              className="grid w-full gap-0.5 rounded-md border px-2.5 py-2 text-start hover:bg-raised"
            >
              <span className="flex min-w-0 flex-wrap items-center gap-1.5">
                <bdi className="min-w-0 truncate font-medium">
                  {template.name.replaceAll('_', ' ')}
                </bdi>
                <Badge>
                  <bdi>{template.language}</bdi>
                </Badge>
                {wasUsed(template) && <Badge tone="info">{t('template.used')}</Badge>}
              </span>
              <bdi className="line-clamp-2 text-xs text-muted">{template.body}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
