import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import {
  type Brought,
  batches,
  fromFiles,
  kindOf,
  type Line,
  read,
  refused,
  together,
} from './bring'
import { DropArea } from './drop'
import { ImportReport } from './import-report'
import { LocaleField } from './locale-field'

/** Brings Markdown files, folders and tables, and tells what became of each. */
export default function ImportDialog({
  first,
  onClose,
}: {
  first: Brought[]
  onClose: () => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState(first)
  const [locale, setLocale] = useState('en')
  const [publish, setPublish] = useState(false)
  const [report, setReport] = useState<Line[]>()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)

  const bring = useMutation({
    mutationFn: async () => {
      const lines: Line[] = []
      const texts = []
      for (const one of chosen) {
        const text = await read(one)
        if (typeof text === 'string') lines.push(refused(one.path, t(`import.unfit.${text}`)))
        else texts.push(text)
      }
      for (const { paths, body } of batches(texts)) {
        try {
          const { items } = await api.importArticles({ ...body, locale: locale.trim(), publish })
          lines.push(...items)
        } catch (error) {
          // The same again is the same article: whatever was lost can be brought once more.
          const { title, detail } = saying(error, t)
          lines.push(...paths.map((path) => refused(path, `${title}. ${detail}`)))
        }
      }
      return lines
    },
    onSuccess: (lines) => {
      setReport(lines)
      void queries.invalidateQueries({ queryKey: ['articles'] })
      void queries.invalidateQueries({ queryKey: ['article'] })
    },
  })

  const add = (more: Brought[]) => setChosen((present) => together(present, more))
  const fit = chosen.filter(({ path }) => kindOf(path)).length

  return (
    <Dialog
      open
      onOpenChange={onClose}
      closable={!bring.isPending}
      title={t(report ? 'import.report' : 'import.title')}
      description={report ? undefined : t('import.about')}
      className="max-w-xl"
    >
      {report ? (
        <ImportReport
          lines={report}
          onClose={onClose}
          onMore={() => {
            setChosen([])
            setReport(undefined)
            bring.reset()
          }}
        />
      ) : (
        <DropArea onFiles={add} disabled={bring.isPending}>
          <div className="flex flex-wrap items-center justify-center gap-2 rounded-lg border-2 border-dashed border-control/60 p-5">
            <Button onClick={() => files.current?.click()}>{t('import.files')}</Button>
            <Button onClick={() => folder.current?.click()}>{t('import.folder')}</Button>
            <span className="text-muted">{t('import.or_drop')}</span>
            <input
              ref={files}
              type="file"
              multiple
              hidden
              aria-label={t('import.files')}
              accept=".md,.markdown,.txt,.csv"
              onChange={(event) => {
                add(fromFiles(event.target.files ?? []))
                event.target.value = ''
              }}
            />
            <input
              ref={(input) => {
                folder.current = input
                input?.setAttribute('webkitdirectory', '')
              }}
              type="file"
              hidden
              aria-label={t('import.folder')}
              onChange={(event) => {
                add(fromFiles(event.target.files ?? []))
                event.target.value = ''
              }}
            />
          </div>
          <Chosen
            chosen={chosen}
            onRemove={(path) => setChosen(chosen.filter((one) => one.path !== path))}
          />
          <LocaleField value={locale} error={undefined} onChange={setLocale} />
          <label className="flex items-start gap-2">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-primary"
              checked={publish}
              onChange={(event) => setPublish(event.target.checked)}
            />
            {t('import.publish')}
          </label>
          <div className="flex flex-wrap items-center justify-end gap-2">
            <p role="status" className="flex-1 text-muted">
              {bring.isPending ? t('import.running') : t('import.fit', { count: fit })}
            </p>
            <Button
              variant="primary"
              disabled={fit === 0 || bring.isPending}
              onClick={() => bring.mutate()}
            >
              {t('import.action')}
            </Button>
          </div>
        </DropArea>
      )}
    </Dialog>
  )
}

function Chosen({ chosen, onRemove }: { chosen: Brought[]; onRemove: (path: string) => void }) {
  const { t } = useWords()
  if (chosen.length === 0) return null
  return (
    <ul
      aria-label={t('import.chosen')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keyboard, too
      tabIndex={0}
      className="grid max-h-48 gap-1 overflow-y-auto rounded-md border p-2"
    >
      {chosen.map(({ path }) => (
        <li key={path} className="flex items-center gap-2">
          <span className="min-w-0 flex-1 break-words">
            <bdi>{path}</bdi>
            {!kindOf(path) && (
              <span className="block text-xs text-danger">{t('import.unfit.kind')}</span>
            )}
          </span>
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('import.remove', { path })}
            onClick={() => onRemove(path)}
          >
            {t('import.remove_short')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
