import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { save } from '../../files/download'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'

/** What was read so far, and where to go on. */
interface Gathered {
  parts: string[]
  count: number
  cursor: string | undefined
}

const NONE: Gathered = { parts: [], count: 0, cursor: undefined }

/** Saves what agents marked as a file, part after part; where one fails, what is there is kept. */
export function Examples() {
  const { t } = useWords()
  const { api } = useDesk()
  const [gathered, setGathered] = useState(NONE)
  const [said, setSaid] = useState('')
  // One that was stopped goes on until its answer is there, and is heard no more.
  const run = useRef(0)
  useEffect(
    () => () => {
      run.current += 1
    },
    [],
  )
  const gather = useMutation({
    mutationFn: async (from: Gathered) => {
      run.current += 1
      const mine = run.current
      setSaid('')
      let now = from
      for (;;) {
        setGathered(now)
        const { lines, next } = await api.examples(now.cursor)
        if (run.current !== mine) return
        now = {
          parts: lines === '' ? now.parts : [...now.parts, lines.replace(/\n?$/, '\n')],
          count: now.count + lines.split('\n').filter((line) => line !== '').length,
          cursor: next ?? undefined,
        }
        if (next === null) break
      }
      setGathered(NONE)
      setSaid(t(now.count > 0 ? 'examples.saved' : 'examples.none', { count: now.count }))
      if (now.count === 0) return
      const day = new Date().toISOString().slice(0, 10)
      save(new Blob(now.parts, { type: 'application/x-ndjson' }), `examples-${day}.jsonl`)
    },
  })
  const problem = gather.error ? saying(gather.error, t) : undefined
  return (
    <section aria-label={t('examples.label')} className="grid gap-2 border-t pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-48 flex-1 text-[0.8125rem] text-muted">{t('examples.about')}</p>
        {gather.isPending ? (
          <Button
            size="sm"
            onClick={() => {
              run.current += 1
              gather.reset()
              setGathered(NONE)
            }}
          >
            {t('examples.stop')}
          </Button>
        ) : (
          <Button size="sm" onClick={() => gather.mutate(problem ? gathered : NONE)}>
            <Download aria-hidden="true" />
            {t(problem ? 'examples.go_on' : 'examples.download')}
          </Button>
        )}
      </div>
      <p role="status" className="text-[0.8125rem] tabular-nums empty:hidden">
        {gather.isPending ? t('examples.so_far', { count: gathered.count }) : said}
      </p>
      {problem && (
        <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
          <span className="font-medium">{problem.title}</span> {problem.detail}{' '}
          {gathered.count > 0 && t('examples.kept', { count: gathered.count })}
        </p>
      )}
    </section>
  )
}
