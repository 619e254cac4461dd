import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BookOpen, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ArticleSummary } from '../../api/knowledge'
import { wordOf } from '../../escalations/words'
import { useDesk, useMe } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Choice, Input } from '../../ui/field'
import { Empty, Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { hasEdit } from './kept'
import { languageName } from './locale-field'
import { type ArticlesSearch, STATUSES } from './search'
import { StatusBadge } from './status-badge'

/** How long to wait for the next letter before asking. */
const PAUSE_MS = 250

export function ArticleList({
  search: { q, state: status },
  onSearch,
}: {
  search: ArticlesSearch
  onSearch: (search: ArticlesSearch) => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const me = useMe()
  const list = useInfiniteQuery({
    queryKey: ['articles', { q, status }],
    queryFn: ({ pageParam }) =>
      api.articles({
        ...(q ? { q } : {}),
        ...(status ? { status } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label={t('articles.view.list')} className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <SearchField value={q ?? ''} onChange={(next) => onSearch({ q: next || undefined })} />
        <Choice
          aria-label={t('articles.status')}
          className="w-auto"
          value={status ?? ''}
          onChange={(event) => onSearch({ state: wordOf(STATUSES, event.target.value) })}
        >
          <option value="">{t('articles.status.all')}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t(`article.status.${one}`)}
            </option>
          ))}
        </Choice>
      </div>
      <p role="status" className="sr-only">
        {list.data &&
          !list.isPlaceholderData &&
          t(list.hasNextPage ? 'articles.count_more' : 'articles.count', { count: items.length })}
      </p>
      {list.isPending ? (
        <Loading className="p-0" />
      ) : list.error && items.length === 0 ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <Empty
          icon={<BookOpen aria-hidden="true" />}
          title={t(q || status ? 'articles.none_found' : 'articles.empty')}
        >
          {t(q || status ? 'articles.none_found_detail' : 'articles.empty_detail')}
        </Empty>
      ) : (
        <Rows items={items} agent={me.id} />
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t(list.isFetchingNextPage ? 'state.loading' : 'list.more')}
        </Button>
      )}
    </section>
  )
}

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useWords()
  const [text, setText] = useState(value)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed begins the pause
  useEffect(() => {
    if (text.trim() === value) return
    const pause = setTimeout(() => onChange(text.trim()), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [text])
  return (
    <div className="relative min-w-48 flex-1">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-2.5 top-2.5 size-4 text-muted"
      />
      <Input
        type="search"
        dir="auto"
        className="ps-8"
        aria-label={t('articles.search')}
        placeholder={t('articles.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  )
}

function Rows({ items, agent }: { items: ArticleSummary[]; agent: string }) {
  const { t, language } = useWords()
  return (
    <div className="overflow-x-clip rounded-lg border bg-surface">
      <table className="w-full border-collapse text-start">
        <thead className="bg-raised text-xs text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('article.title')}
            </th>
            <th scope="col" className="px-3 py-2 text-start font-medium">
              {t('articles.status')}
            </th>
            <th scope="col" className="hidden px-3 py-2 text-start font-medium sm:table-cell">
              {t('article.locale')}
            </th>
            <th scope="col" className="hidden px-3 py-2 text-start font-medium md:table-cell">
              {t('articles.changed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className="relative border-t hover:bg-raised/60">
              <td className="px-3 py-2">
                <Link
                  to="/settings/articles/$id"
                  params={{ id: item.id }}
                  className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
                >
                  <bdi>{item.title}</bdi>
                </Link>
              </td>
              <td className="px-3 py-2">
                <span className="flex flex-wrap gap-1">
                  <StatusBadge status={item.status} />
                  {hasEdit(agent, item.id) && <Badge tone="warn">{t('articles.unsaved')}</Badge>}
                </span>
              </td>
              <td className="hidden px-3 py-2 text-[0.8125rem] sm:table-cell">
                {languageName(item.locale, language)}
              </td>
              <td className="hidden px-3 py-2 text-[0.8125rem] text-muted md:table-cell">
                {formatMoment(item.updated_at, language)} · <bdi>{item.updated_by.name}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
