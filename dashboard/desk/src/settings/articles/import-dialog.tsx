import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import {
  type Brought,
  fromFiles,
  kindOf,
  type Left,
  type Line,
  type Piece,
  pieces,
  read,
  together,
  untaken,
} from './bring'
import { DropArea } from './drop'
import { ImportReport } from './import-report'
import { LocaleField } from './locale-field'
import { type Sent, send } from './send'

const OPEN: readonly Line['outcome'][] = ['unknown', 'not_reached']

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
  const [report, setReport] = useState<Sent>()
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  const stopped = useRef(false)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)

  const sendAll = async (all: readonly Piece[]) => {
    stopped.current = false
    const total = all.reduce((sum, { items }) => sum + Math.max(1, items.length), 0)
    setProgress({ done: 0, total })
    return send(all, {
      take: (body) => api.importArticles({ ...body, locale: locale.trim(), publish }),
      tell: (done) => setProgress({ done, total }),
      say: (error) => {
        const { title, detail } = saying(error, t)
        return `${title}. ${detail}`
      },
      isStopped: () => stopped.current,
    })
  }
  const whyLeft = ({ path, line, why }: Left): string =>
    why === 'size'
      ? t('import.unfit.size')
      : why.path === path
        ? t('import.same_name', { first: why.line, line })
        : t('import.same_name_elsewhere', { first: why.line, path: why.path, line })

  const settle = (sent: Sent) => {
    setReport(sent)
    void queries.invalidateQueries({ queryKey: ['articles'] })
    void queries.invalidateQueries({ queryKey: ['article'] })
  }

  const bring = useMutation({
    mutationFn: async () => {
      const lines: Line[] = []
      const texts = []
      for (const one of chosen) {
        const text = await read(one)
        if (typeof text === 'string') {
          const why = t(`import.unfit.${text}`)
          lines.push(untaken('refused', { source: one.path, line: null }, why))
        } else texts.push(text)
      }
      const parted = pieces(texts, locale.trim())
      const left = parted.left.map((one) => untaken('refused', one, whyLeft(one)))
      const sent = await sendAll(parted.pieces)
      return { ...sent, lines: [...lines, ...left, ...sent.lines] }
    },
    onSuccess: settle,
  })
  const again = useMutation({
    mutationFn: async ({ lines, left }: Sent) => {
      const told = lines.filter(({ outcome }) => !OPEN.includes(outcome))
      const sent = await sendAll(left)
      return { ...sent, lines: [...told, ...sent.lines] }
    },
    onSuccess: settle,
  })
  const running = bring.isPending || again.isPending
  const add = (more: Brought[]) => setChosen((present) => together(present, more))
  const fit = chosen.filter(({ path }) => kindOf(path)).length

  return (
    <Dialog
      open
      onOpenChange={onClose}
      closable={!running}
      title={t(report ? 'import.report' : 'import.title')}
      description={report ? undefined : t('import.about')}
      className="max-w-xl"
    >
      {report ? (
        <ImportReport
          lines={report.lines}
          onClose={onClose}
          onAgain={report.left.length > 0 ? () => again.mutate(report) : undefined}
          running={
            running && <Running progress={progress} onStop={() => (stopped.current = true)} />
          }
          onMore={() => {
            setChosen([])
            setReport(undefined)
            setProgress(undefined)
            bring.reset()
          }}
        />
      ) : (
        <DropArea onFiles={add} disabled={running}>
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
            {running ? (
              <Running progress={progress} onStop={() => (stopped.current = true)} />
            ) : (
              <>
                <p role="status" className="flex-1 text-muted">
                  {t('import.fit', { count: fit })}
                </p>
                <Button variant="primary" disabled={fit === 0} onClick={() => bring.mutate()}>
                  {t('import.action')}
                </Button>
              </>
            )}
          </div>
        </DropArea>
      )}
    </Dialog>
  )
}

/** How far it is, and the way to leave it at that. */
function Running({
  progress,
  onStop,
}: {
  progress: { done: number; total: number } | undefined
  onStop: () => void
}) {
  const { t } = useWords()
  const [isStopping, setStopping] = useState(false)
  const stop = useRef<HTMLButtonElement>(null)
  // What was pressed to begin is gone.
  useEffect(() => stop.current?.focus(), [])
  const { done = 0, total = 0 } = progress ?? {}
  return (
    <div className="flex flex-1 flex-wrap items-center justify-end gap-2">
      <div className="grid min-w-40 flex-1 gap-1">
        <p role="status" className="text-muted tabular-nums">
          {total > 0 ? t('import.progress', { done, total }) : t('import.running')}
        </p>
        <progress
          aria-label={t('import.progress_label')}
          className="h-2 w-full accent-primary"
          max={Math.max(1, total)}
          {...(total > 0 ? { value: done } : {})}
        />
      </div>
      <Button
        ref={stop}
        idle={isStopping}
        onClick={() => {
          setStopping(true)
          onStop()
        }}
      >
        {t(isStopping ? 'import.stopping' : 'import.stop')}
      </Button>
    </div>
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
