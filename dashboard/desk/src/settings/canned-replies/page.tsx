import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { MessageSquareText, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CannedReply } from '../../api/knowledge'
import { ConfirmDialog } from '../../conversation/confirm-dialog'
import { mayLead, useDesk, useMe } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Button } from '../../ui/button'
import { Input } from '../../ui/field'
import { Empty, Failed, Loading } from '../../ui/states'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Title } from '../frame'
import { CannedEditor } from './editor'

/** Above this many there is a field to search in. */
const MANY = 8

/** Answers that are ready: everybody reads them, leads write them. */
export function CannedRepliesPage() {
  const { t } = useWords()
  const { api } = useDesk()
  const leads = mayLead(useMe())
  const queries = useQueryClient()
  const [editing, setEditing] = useState<CannedReply | 'new'>()
  const [deleting, setDeleting] = useState<string>()
  const [said, setSaid] = useState('')
  const [q, setQ] = useState('')
  const start = useRef<HTMLButtonElement>(null)
  const list = useQuery({
    queryKey: ['canned'],
    queryFn: async () => (await api.cannedReplies()).items,
    staleTime: 10_000,
  })
  const remove = useMutation({
    mutationFn: (shortcut: string) => api.deleteCannedReply(shortcut),
    onSuccess: (_, shortcut) => {
      setSaid(t('canned.deleted', { shortcut }))
      void queries.invalidateQueries({ queryKey: ['canned'] })
      start.current?.focus()
    },
  })
  const all = list.data ?? []
  const wanted = q.trim().toLowerCase()
  const shown = all.filter(({ shortcut, text }) =>
    `/${shortcut} ${text}`.toLowerCase().includes(wanted),
  )
  const close = () => {
    setEditing(undefined)
    // Where the form was, nothing is focused any more.
    requestAnimationFrame(() => start.current?.focus())
  }
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <div className="min-w-full flex-1 sm:min-w-40">
          <Title>{t('canned.title')}</Title>
          <p className="text-muted">{t('canned.about')}</p>
        </div>
        {leads && (
          <Button
            ref={start}
            variant="primary"
            disabled={editing !== undefined}
            onClick={() => {
              setSaid('')
              setEditing('new')
            }}
          >
            <Plus aria-hidden="true" />
            {t('canned.new')}
          </Button>
        )}
      </div>
      {editing && (
        <CannedEditor
          key={editing === 'new' ? 'new' : editing.shortcut}
          reply={editing === 'new' ? undefined : editing}
          onClose={close}
          onSaved={(shortcut) => {
            setSaid(t('canned.saved', { shortcut }))
            close()
          }}
        />
      )}
      <p role="status" className="text-muted empty:absolute">
        {said}
      </p>
      {remove.error && (
        <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
          <span className="font-medium">{saying(remove.error, t).title}</span>{' '}
          {saying(remove.error, t).detail}
        </p>
      )}
      {(all.length > MANY || q) && (
        <Input
          type="search"
          aria-label={t('canned.search')}
          placeholder={t('canned.search')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      )}
      {list.isPending ? (
        <Loading rows={3} className="p-0" />
      ) : list.error && all.length === 0 ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : shown.length === 0 ? (
        <Empty
          icon={<MessageSquareText aria-hidden="true" />}
          title={t(wanted ? 'canned.none_found' : 'canned.empty')}
        >
          {!wanted && t('canned.empty_detail')}
        </Empty>
      ) : (
        <ul aria-label={t('canned.title')} className="rounded-lg border bg-surface">
          {shown.map((reply) => (
            <Row
              key={reply.shortcut}
              reply={reply}
              onEdit={
                leads && !editing
                  ? () => {
                      setSaid('')
                      setEditing(reply)
                    }
                  : undefined
              }
              onDelete={leads && !editing ? () => setDeleting(reply.shortcut) : undefined}
            />
          ))}
        </ul>
      )}
      {deleting !== undefined && (
        <ConfirmDialog
          title={t('canned.delete_title', { shortcut: deleting })}
          detail={t('canned.delete_detail')}
          action={t('canned.delete')}
          onClose={() => setDeleting(undefined)}
          onConfirm={() => {
            remove.mutate(deleting)
            setDeleting(undefined)
          }}
        />
      )}
    </>
  )
}

function Row({
  reply: { shortcut, text, updated_at, updated_by },
  onEdit,
  onDelete,
}: {
  reply: CannedReply
  onEdit: (() => void) | undefined
  onDelete: (() => void) | undefined
}) {
  const { t, language } = useWords()
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b p-3 last:border-b-0">
      <div className="min-w-48 flex-1">
        <p className="font-medium">
          <bdi dir="ltr">/{shortcut}</bdi>
        </p>
        <p dir="auto" className="break-words whitespace-pre-wrap">
          {text}
        </p>
        <p className="text-xs text-muted">
          {formatMoment(updated_at, language)} · <bdi>{updated_by.name}</bdi>
        </p>
      </div>
      {onEdit && onDelete && (
        <div className="flex gap-2">
          <Button size="sm" aria-label={t('canned.edit_of', { shortcut })} onClick={onEdit}>
            {t('canned.edit')}
          </Button>
          <Button
            size="sm"
            variant="danger"
            aria-label={t('canned.delete_of', { shortcut })}
            onClick={onDelete}
          >
            {t('canned.delete')}
          </Button>
        </div>
      )}
    </li>
  )
}
