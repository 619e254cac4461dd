import { getRouteApi, Link, useLocation, useNavigate } from '@tanstack/react-router'
import { FileUp, Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { useWords } from '../../words/words'
import { Title } from '../frame'
import { AskBox } from './ask'
import type { Brought } from './bring'
import { DropArea } from './drop'
import { ArticleList } from './list'
import type { ArticlesSearch } from './search'
import { Unanswered } from './unanswered'

const ImportDialog = lazy(() => import('./import-dialog'))
const route = getRouteApi('/settings/articles')
const VIEWS = ['list', 'unanswered'] as const

/** What the bot answers from, and what it could not answer. */
export function ArticlesPage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const search = route.useSearch()
  const [brought, setBrought] = useState<Brought[]>()
  const view = search.view ?? 'list'
  const change = (next: ArticlesSearch) =>
    void navigate({
      to: '/settings/articles',
      search: { ...search, ...next },
      replace: true,
    })
  return (
    <>
      <Said />
      <DropArea onFiles={setBrought} disabled={brought !== undefined}>
        <div className="flex flex-wrap items-center gap-2">
          <div className="min-w-full flex-1 sm:min-w-40">
            <Title>{t('articles.title')}</Title>
            <p className="text-muted">{t('articles.about')}</p>
          </div>
          <Button onClick={() => setBrought([])}>
            <FileUp aria-hidden="true" />
            {t('import.action')}
          </Button>
          <Button asChild variant="primary">
            <Link to="/settings/articles/$id" params={{ id: 'new' }}>
              <Plus aria-hidden="true" />
              {t('article.new')}
            </Link>
          </Button>
        </div>
        <AskBox />
        <div role="group" aria-label={t('articles.view')} className="flex gap-1">
          {VIEWS.map((one) => (
            <Button
              key={one}
              size="sm"
              variant={one === view ? 'soft' : 'ghost'}
              aria-pressed={one === view}
              onClick={() => change({ view: one === 'unanswered' ? one : undefined })}
            >
              {t(`articles.view.${one}`)}
            </Button>
          ))}
        </div>
        {view === 'list' ? <ArticleList search={search} onSearch={change} /> : <Unanswered />}
      </DropArea>
      <Suspense>
        {brought && <ImportDialog first={brought} onClose={() => setBrought(undefined)} />}
      </Suspense>
    </>
  )
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was done on the page before. */
    said?: string
  }
}

/** What was done just before, on a page that is no longer there. */
function Said() {
  const said = useLocation({ select: ({ state }) => state.said })
  const line = useRef<HTMLParagraphElement>(null)
  // What had the focus is gone with its page; here it is heard what became of it.
  useEffect(() => {
    if (said) line.current?.focus()
  }, [said])
  if (!said) return null
  return (
    <p
      ref={line}
      tabIndex={-1}
      className="rounded-md bg-good-soft px-3 py-2 wrap-anywhere text-on-good-soft"
    >
      {said}
    </p>
  )
}
