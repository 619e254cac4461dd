import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FilePen } from 'lucide-react'
import { useState } from 'react'
import type { PolicySummary, Trigger } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Button } from '../../ui/button'
import { Empty, Failed, Loading } from '../../ui/states'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { BUILT_IN } from './built-in'
import { Precision } from './precision'
import { TriggerList } from './trigger-list'
import { useVersionName } from './version-name'

/** All versions of the company's policy: the live one, drafts, those that were live. */
export function usePolicies() {
  const { api } = useDesk()
  return useInfiniteQuery({
    queryKey: ['policies', 'all'],
    queryFn: ({ pageParam }) => api.policies(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    staleTime: 5_000,
  })
}

export function usePolicy(id: string | undefined) {
  const { api } = useDesk()
  return useQuery({
    queryKey: ['policies', id],
    queryFn: () => api.policy(id ?? ''),
    enabled: id !== undefined,
    staleTime: 5_000,
  })
}

/** Begins a draft, and opens it. */
export function useBegin() {
  const { api } = useDesk()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (from: { based_on?: string; triggers?: Trigger[]; notes?: string }) =>
      api.beginPolicy(from, crypto.randomUUID()),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['policies'] })
      await navigate({ to: '/settings/triggers', search: { policy: id } })
    },
  })
}

/** What is live, what is being worked on, what was. */
export function Overview() {
  const { t, language } = useWords()
  const versionName = useVersionName()
  const list = usePolicies()
  const all = list.data?.pages.flatMap((page) => page.items) ?? []
  const live = all.find(({ status }) => status === 'live')
  const detail = usePolicy(live?.id)
  const begin = useBegin()
  if (list.isPending) return <Loading className="p-0" />
  if (list.error && all.length === 0) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />
  }
  const drafts = all.filter(({ status }) => status === 'draft')
  const earlier = all
    .filter(({ status }) => status === 'retired')
    .sort((a, b) => (b.number ?? 0) - (a.number ?? 0))
  return (
    <>
      <p className="text-muted">
        {t('triggers.intro')} {t('triggers.always_heard')}
      </p>
      {begin.error && (
        <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
          {saying(begin.error, t).title}. {saying(begin.error, t).detail}
        </p>
      )}
      <Card
        title={t('triggers.live')}
        actions={
          <div className="flex flex-wrap gap-2">
            <Button
              size="sm"
              disabled={begin.isPending}
              onClick={() => begin.mutate({ triggers: [...BUILT_IN] })}
            >
              {t('triggers.begin_built_in')}
            </Button>
            <Button
              size="sm"
              variant="primary"
              disabled={begin.isPending}
              onClick={() => begin.mutate({})}
            >
              {t('triggers.begin')}
            </Button>
          </div>
        }
      >
        <p className="text-xs text-muted">
          {live && `${versionName(live)} · `}
          {live?.published_at && live.published_by
            ? t('triggers.published_by', {
                name: live.published_by.name,
                moment: formatMoment(live.published_at, language),
              })
            : t('triggers.never_published')}{' '}
          · {t('triggers.begin_hint')}
        </p>
        {live?.notes && <p>{live.notes}</p>}
        {detail.data ? (
          <TriggerList triggers={detail.data.triggers} />
        ) : detail.error ? (
          <Failed error={detail.error} onRetry={() => void detail.refetch()} />
        ) : (
          <Loading rows={5} className="p-0" />
        )}
      </Card>
      <Card title={t('triggers.drafts')}>
        {drafts.length === 0 ? (
          <Empty icon={<FilePen aria-hidden="true" />} title={t('triggers.no_drafts')}>
            {t('triggers.no_drafts_detail')}
          </Empty>
        ) : (
          <VersionList versions={drafts} />
        )}
      </Card>
      <Precision />
      {earlier.length > 0 && (
        <Card title={t('triggers.earlier')}>
          <VersionList versions={earlier} />
        </Card>
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </>
  )
}

const FEW = 5

function VersionList({ versions }: { versions: readonly PolicySummary[] }) {
  const { t } = useWords()
  const versionName = useVersionName()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? versions : versions.slice(0, FEW)
  return (
    <>
      <ul className="grid">
        {shown.map((version) => (
          <li
            key={version.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b py-2 first:pt-0 last:border-b-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium">
                <bdi>{version.notes || versionName(version)}</bdi>
              </p>
              <p className="text-xs text-muted">
                {version.notes && `${versionName(version)} · `}
                <VersionFacts version={version} />
              </p>
            </div>
            <Button size="sm" asChild>
              <Link
                to="/settings/triggers"
                search={{ policy: version.id }}
                aria-label={t('triggers.open_label', {
                  name: version.notes || versionName(version),
                })}
              >
                {t('triggers.open')}
              </Link>
            </Button>
          </li>
        ))}
      </ul>
      {shown.length < versions.length && (
        <Button size="sm" className="justify-self-start" onClick={() => setWhole(true)}>
          {t('triggers.all', { count: versions.length })}
        </Button>
      )}
    </>
  )
}

/** Who changed a version last, and when it was live. */
export function VersionFacts({ version }: { version: PolicySummary }) {
  const { t, language } = useWords()
  const facts = [
    t('triggers.count', { count: version.trigger_count }),
    version.status === 'draft' &&
      version.edited_at &&
      version.edited_by &&
      t('triggers.edited_by', {
        name: version.edited_by.name,
        moment: formatMoment(version.edited_at, language),
      }),
    version.published_at &&
      version.published_by &&
      t('triggers.published_by', {
        name: version.published_by.name,
        moment: formatMoment(version.published_at, language),
      }),
    version.retired_at &&
      t('triggers.retired_at', { moment: formatMoment(version.retired_at, language) }),
  ]
  return <>{facts.filter(Boolean).join(' · ')}</>
}
