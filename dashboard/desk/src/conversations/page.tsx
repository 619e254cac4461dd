import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import {
  createColumnHelper,
  flexRender,
  getCoreRowModel,
  useReactTable,
} from '@tanstack/react-table'
import { MessagesSquare, X } from 'lucide-react'
import { useMemo } from 'react'
import type { Conversation } from '../api/client'
import { useTeammates } from '../conversation/people'
import { ChannelSign, WindowCountdown } from '../escalations/signs'
import { CHANNELS, wordOf } from '../escalations/words'
import { useDesk } from '../shell/context'
import { formatMoment } from '../time/format'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Choice, Input } from '../ui/field'
import { Empty, Failed, Loading } from '../ui/states'
import { contactName } from '../words/contact'
import { type Translate, useWords } from '../words/words'
import { ContactSearch } from './contact-search'
import { type ConversationsSearch, queryOf } from './search'

const route = getRouteApi('/conversations')
/** How conversations are told apart by where they stand. */
const GROUPS = [
  { name: 'all', mode: undefined, status: undefined },
  { name: 'waiting', mode: undefined, status: 'queued' },
  { name: 'open', mode: undefined, status: 'open' },
  { name: 'bot', mode: 'bot', status: undefined },
  { name: 'closed', mode: 'closed', status: undefined },
] as const

const helper = createColumnHelper<Conversation>()

/** Every conversation of the company, the latest first. */
export function ConversationsPage() {
  const { t } = useWords()
  const { api, me } = useDesk()
  const teammates = useTeammates()
  const navigate = useNavigate()
  const search = route.useSearch()
  const list = useInfiniteQuery({
    queryKey: ['conversations', search],
    queryFn: ({ pageParam }) =>
      api.conversations({ ...queryOf(search), limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    staleTime: 10_000,
  })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const change = (next: ConversationsSearch) =>
    void navigate({ to: '/conversations', search: (now) => ({ ...now, ...next }), replace: true })
  const known = [me, ...(teammates.data ?? [])].some((one) => one.id === search.agent)
  const filtered = Object.values(search).some(Boolean)

  return (
    <div className="mx-auto flex h-full max-w-[90rem] flex-col gap-3 overflow-y-auto p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="me-2 text-base font-semibold">{t('nav.conversations')}</h1>
        <div role="group" aria-label={t('filter.status')} className="flex gap-1 overflow-x-auto">
          {GROUPS.map(({ name, mode, status }) => {
            const here = search.mode === mode && search.status === status
            return (
              <Button
                key={name}
                size="sm"
                variant={here ? 'soft' : 'ghost'}
                aria-pressed={here}
                onClick={() => change({ mode, status })}
              >
                {t(`group.${name}`)}
              </Button>
            )
          })}
        </div>
        <ContactSearch value={search.q ?? ''} onChange={(q) => change({ q })} />
        <Choice
          aria-label={t('filter.channel')}
          className="h-8 w-auto"
          value={search.channel ?? ''}
          onChange={(event) => change({ channel: wordOf(CHANNELS, event.target.value) })}
        >
          <option value="">{t('filter.channel')}</option>
          {CHANNELS.map((channel) => (
            <option key={channel} value={channel}>
              {t(`channel.${channel}`)}
            </option>
          ))}
        </Choice>
        <Choice
          aria-label={t('filter.agent')}
          className="h-8 w-auto max-w-44"
          value={search.agent ?? ''}
          onChange={(event) => change({ agent: event.target.value || undefined })}
        >
          <option value="">{t('filter.agent')}</option>
          <option value={me.id}>{t('filter.agent_me')}</option>
          {teammates.data
            ?.filter((one) => one.id !== me.id)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          {search.agent && !known && (
            <option value={search.agent}>…{search.agent.slice(-6)}</option>
          )}
        </Choice>
        {(['from', 'to'] as const).map((end) => (
          <span key={end} className="flex items-center gap-1.5 text-xs text-muted">
            <span aria-hidden="true">{t(`filter.${end}`)}</span>
            <Input
              aria-label={t(`filter.${end}`)}
              type="date"
              className="h-8 w-auto"
              value={search[end] ?? ''}
              onChange={(event) => change({ [end]: event.target.value || undefined })}
            />
          </span>
        ))}
        {filtered && (
          <Button
            size="sm"
            variant="ghost"
            onClick={() =>
              change({
                mode: undefined,
                status: undefined,
                channel: undefined,
                agent: undefined,
                q: undefined,
                from: undefined,
                to: undefined,
              })
            }
          >
            <X aria-hidden="true" />
            {t('filter.clear')}
          </Button>
        )}
      </div>
      {list.isPending ? (
        <Loading className="p-0" />
      ) : list.error && items.length === 0 ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : items.length === 0 ? (
        <Empty icon={<MessagesSquare aria-hidden="true" />} title={t('conversations.empty')}>
          {t(filtered ? 'empty.filtered' : 'conversations.empty_detail')}
        </Empty>
      ) : (
        <>
          <Rows items={items} />
          {list.hasNextPage && (
            <Button
              className="self-center"
              disabled={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t(list.isFetchingNextPage ? 'state.loading' : 'list.more')}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

function Rows({ items }: { items: Conversation[] }) {
  const { t, language } = useWords()
  const columns = useMemo(
    () => [
      helper.accessor((one) => contactName(one.contact, one.channel, t), {
        id: 'contact',
        header: t('column.contact'),
        cell: ({ row: { original }, getValue }) => (
          <>
            <Link
              to="/conversations/$id"
              params={{ id: original.id }}
              className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
            >
              <bdi>{getValue()}</bdi>
            </Link>
            <p className="line-clamp-1 text-xs text-muted">
              <bdi>{original.preview}</bdi>
            </p>
          </>
        ),
      }),
      helper.accessor('channel', {
        header: t('column.channel'),
        cell: ({ getValue }) => <ChannelSign channel={getValue()} named />,
      }),
      helper.accessor('mode', {
        header: t('column.status'),
        cell: ({ row: { original } }) => <OwnerBadge conversation={original} t={t} />,
      }),
      helper.accessor('unanswered_since', {
        header: t('column.unanswered'),
        cell: ({ getValue }) => {
          const since = getValue()
          return since ? (
            <Badge tone="warn">{formatMoment(since, language)}</Badge>
          ) : (
            <span className="text-muted">–</span>
          )
        },
      }),
      helper.accessor('window_expires_at', {
        header: t('column.window'),
        cell: ({ getValue }) => <WindowCountdown expiresAt={getValue()} />,
      }),
      helper.accessor('last_activity_at', {
        header: t('column.last'),
        cell: ({ getValue }) => (
          <span className="md:whitespace-nowrap">{formatMoment(getValue(), language)}</span>
        ),
      }),
    ],
    [t, language],
  )
  const table = useReactTable({
    data: items,
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (one) => one.id,
  })
  const hidden = (id: string) =>
    ['channel', 'unanswered_since', 'window_expires_at'].includes(id) ? 'hidden md:table-cell' : ''
  return (
    <div className="shrink-0 overflow-x-clip rounded-lg border bg-surface">
      <table className="w-full border-collapse text-start">
        <thead className="bg-raised text-xs text-muted">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  className={`px-3 py-2 text-start font-medium ${hidden(header.column.id)}`}
                >
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="relative border-t hover:bg-raised/60">
              {row.getVisibleCells().map((cell) => (
                <td
                  key={cell.id}
                  className={`px-3 py-2 align-middle text-[0.8125rem] ${hidden(cell.column.id)}`}
                >
                  {flexRender(cell.column.columnDef.cell, cell.getContext())}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function OwnerBadge({ conversation, t }: { conversation: Conversation; t: Translate }) {
  const { mode, owner } = conversation
  if (owner.kind === 'agent') return <Badge tone="info">{owner.name}</Badge>
  if (owner.kind === 'queue') return <Badge tone="warn">{t('status.queued')}</Badge>
  return <Badge>{t(`mode.${mode}`)}</Badge>
}
