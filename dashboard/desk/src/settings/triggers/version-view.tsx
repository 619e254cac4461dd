import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { PolicyDetail } from '../../api/settings'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Textarea } from '../../ui/field'
import { Failed, Loading } from '../../ui/states'
import { Tab, Tabs } from '../../ui/tabs'
import { faultSaid } from '../../words/faults'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Conflict } from '../conflict'
import { Title } from '../frame'
import { SaveBar } from '../save-bar'
import { UnsavedGuard } from '../unsaved'
import { compare } from './compare'
import { DifferenceList, Differences } from './differences'
import { Discard } from './discard'
import { triggersOf } from './editing'
import { History } from './history'
import { useBegin, usePolicies, usePolicy, VersionFacts } from './overview'
import { PublishDialog } from './publish-dialog'
import { TABS, type TriggersSearch } from './search'
import { Simulate } from './simulate'
import { TriggerEntries } from './trigger-entries'
import { TriggerList } from './trigger-list'
import { useEditor } from './use-editor'
import { useVersionName } from './version-name'

const route = getRouteApi('/settings/triggers')

/** One version: a draft to work on, or what is or was live, or was discarded, to look at. */
export function VersionView({
  id,
  onPublished,
  onDiscarded,
}: {
  id: string
  onPublished: (name: string) => void
  onDiscarded: (name: string) => void
}) {
  const policy = usePolicy(id)
  const all = usePolicies()
  const liveId = all.data?.pages[0]?.items.find(({ status }) => status === 'live')?.id
  const live = usePolicy(liveId)
  const [wasDraft, setWasDraft] = useState(false)
  if (policy.error && !policy.data) {
    return (
      <>
        <Head />
        <Failed error={policy.error} onRetry={() => void policy.refetch()} />
      </>
    )
  }
  if (!policy.data) return <Loading className="p-0" />
  // What was begun as a draft stays one here: somebody may have changes that are not saved.
  if (policy.data.status === 'draft' && !wasDraft) setWasDraft(true)
  return wasDraft ? (
    <DraftView
      policy={policy.data}
      live={live.data}
      onPublished={onPublished}
      onDiscarded={onDiscarded}
    />
  ) : (
    <KeptView policy={policy.data} />
  )
}

function Head({ policy, children }: { policy?: PolicyDetail; children?: ReactNode }) {
  const { t } = useWords()
  const versionName = useVersionName()
  return (
    <div className="grid gap-1">
      <Link
        to="/settings/triggers"
        search={{}}
        className="inline-flex items-center gap-1 justify-self-start text-[0.8125rem] text-primary hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        {t('triggers.back')}
      </Link>
      <div className="flex flex-wrap items-center gap-2">
        <Title>{policy ? versionName(policy) : t('triggers.title')}</Title>
        {policy && (
          <Badge tone={policy.status === 'live' ? 'good' : 'plain'}>
            {t(`triggers.status.${policy.status}`)}
          </Badge>
        )}
        {children}
      </div>
      {policy && (
        <p className="text-xs text-muted">
          <VersionFacts version={policy} />
        </p>
      )}
    </div>
  )
}

/** What is or was live, or was discarded: nobody can change it, but it can be the beginning of a draft. */
function KeptView({ policy }: { policy: PolicyDetail }) {
  const { t } = useWords()
  const begin = useBegin()
  return (
    <>
      <Head policy={policy} />
      {policy.notes && <p>{policy.notes}</p>}
      {begin.error && <Failed error={begin.error} />}
      <Button
        variant="primary"
        className="justify-self-start"
        disabled={begin.isPending}
        onClick={() => begin.mutate({ based_on: policy.id })}
      >
        {t('triggers.begin_from')}
      </Button>
      <TriggerList triggers={policy.triggers} />
      <section aria-label={t('triggers.tab.history')}>
        <h2 className="font-semibold">{t('triggers.tab.history')}</h2>
        <History changes={policy.history} />
      </section>
    </>
  )
}

function DraftView({
  policy,
  live,
  onPublished,
  onDiscarded,
}: {
  policy: PolicyDetail
  live: PolicyDetail | undefined
  onPublished: (name: string) => void
  onDiscarded: (name: string) => void
}) {
  const { t } = useWords()
  const versionName = useVersionName()
  const navigate = useNavigate()
  const { tab = 'triggers', simulation } = route.useSearch()
  const editor = useEditor(policy)
  const { editing, setEditing, dirty, save, theirs } = editor
  const [publishing, setPublishing] = useState(false)
  const begin = useBegin()
  const rescued = useRef(false)
  const differences = live ? compare(live.triggers, triggersOf(editing)) : []
  const go = (next: TriggersSearch) =>
    void navigate({ to: '/settings/triggers', search: (now) => ({ ...now, ...next }) })
  const wrongNotes = editing.errors.get('notes')
  const isDraft = policy.status === 'draft'
  if (!isDraft && !dirty) return <KeptView policy={policy} />

  return (
    <>
      <UnsavedGuard
        unsaved={dirty}
        within={({ pathname, search }) =>
          rescued.current ||
          (pathname === '/settings/triggers' && (search as TriggersSearch).policy === policy.id)
        }
      />
      <Head policy={policy}>
        {isDraft && <Discard policy={policy} dirty={dirty} onDiscarded={onDiscarded} />}
      </Head>
      {!isDraft && (
        <div role="alert" className="grid gap-3 rounded-lg bg-warn-soft p-4 text-on-warn-soft">
          <p>
            {t(policy.status === 'discarded' ? 'triggers.was_discarded' : 'triggers.not_draft')}
          </p>
          <Button
            size="sm"
            variant="primary"
            className="justify-self-start"
            disabled={begin.isPending}
            onClick={() => {
              rescued.current = true
              begin.mutate({ triggers: triggersOf(editing), notes: editing.notes.trim() })
            }}
          >
            {t('triggers.rescue')}
          </Button>
          {begin.error && (
            <p>
              {saying(begin.error, t).title}. {saying(begin.error, t).detail}
            </p>
          )}
        </div>
      )}
      {isDraft && theirs && (
        <Conflict
          name={theirs.edited_by?.name ?? t('conflict.somebody')}
          detail={t('conflict.changed')}
          mine={t('conflict.replace')}
          onMine={editor.keepMine}
          onTheirs={editor.takeTheirs}
        >
          <div className="rounded-md bg-surface p-3 text-foreground">
            <TheirChanges before={editing.base.triggers} after={theirs.triggers} />
          </div>
        </Conflict>
      )}
      <Tabs
        label={versionName(policy)}
        value={tab}
        onChoose={(next) => go({ tab: next })}
        tabs={TABS.map((value) => ({
          value,
          label: (
            <>
              {t(`triggers.tab.${value}`)}
              {value === 'differences' && live && <Badge>{differences.length}</Badge>}
            </>
          ),
        }))}
      >
        <Tab value="triggers">
          <CheckedField
            label={t('triggers.field.notes')}
            error={wrongNotes && faultSaid(wrongNotes, t)}
          >
            {(checked) => (
              <Textarea
                {...checked}
                className="min-h-10"
                rows={2}
                maxLength={500}
                value={editing.notes}
                onChange={(event) => {
                  const notes = event.target.value
                  setEditing((now) => ({ ...now, notes }))
                }}
              />
            )}
          </CheckedField>
          <TriggerEntries editor={editor} />
        </Tab>
        <Tab value="differences">
          {live ? (
            <>
              <p className="text-muted">
                {t('triggers.differences.intro', { name: versionName(live) })}
              </p>
              <Differences differences={differences} />
            </>
          ) : (
            <Loading className="p-0" />
          )}
        </Tab>
        <Tab value="simulation">
          <Simulate
            policy={editing.base}
            simulation={simulation}
            dirty={dirty}
            onSave={() => save.mutateAsync()}
            onStarted={(next) => go({ simulation: next })}
          />
        </Tab>
        <Tab value="history">
          <History changes={policy.history} />
        </Tab>
      </Tabs>
      <SaveBar
        save={isDraft ? save : { ...save, error: null }}
        dirty={dirty}
        saved={t('settings.saved')}
        faults={editing.errors.size}
      >
        <Button
          variant={dirty ? 'primary' : 'outline'}
          idle={!isDraft || !dirty || save.isPending || theirs !== undefined}
          onClick={() => save.mutate()}
        >
          {t('settings.save')}
        </Button>
        <Button
          variant={dirty ? 'outline' : 'primary'}
          disabled={dirty || differences.length === 0}
          title={dirty ? t('triggers.publish_save') : undefined}
          onClick={() => setPublishing(true)}
        >
          {t('triggers.publish')}
        </Button>
      </SaveBar>
      {publishing && live && (
        <PublishDialog
          policy={editing.base}
          live={live}
          differences={differences.length}
          onLook={() => {
            setPublishing(false)
            go({ tab: 'differences' })
          }}
          onClose={() => setPublishing(false)}
          onPublished={onPublished}
        />
      )}
    </>
  )
}

function TheirChanges({
  before,
  after,
}: {
  before: PolicyDetail['triggers']
  after: PolicyDetail['triggers']
}) {
  const { t } = useWords()
  const differences = compare(before, after)
  return differences.length === 0 ? (
    <p>{t('conflict.same')}</p>
  ) : (
    <DifferenceList differences={differences} />
  )
}
