import {
  MessageSquareWarning,
  NotebookPen,
  Paperclip,
  Reply,
  Send,
  TriangleAlert,
} from 'lucide-react'
import {
  type Ref,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import type { ConversationDetail, Message, NewMessage } from '../api/client'
import { isFileRefused } from '../api/problem'
import { WindowCountdown } from '../escalations/signs'
import { AttachButton } from '../files/attach-button'
import { Chips } from '../files/chips'
import { DropSign } from '../files/drop-sign'
import { type Body, messagesOf } from '../files/messages'
import { useAttaching } from '../files/use-attaching'
import { pastedFiles } from '../files/use-drop'
import { useDesk } from '../shell/context'
import { useNow } from '../time/clock'
import { secondsUntil } from '../time/format'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { contactName } from '../words/contact'
import { useWords } from '../words/words'
import { CannedList } from './canned-list'
import { collision, lastOfCustomer } from './collision'
import type { DraftKind } from './drafts'
import type { Outbox, Pending } from './outbox'
import { TemplateForm } from './template-form'
import { useCanned } from './use-canned'
import { useDraft } from './use-draft'

export interface ComposerHandle {
  focus(kind: DraftKind): void
  /** Puts words into a draft: below those that are there. */
  insert(kind: DraftKind, text: string): void
  /** Puts back what was not sent, and for this reason. */
  edit(pending: Pending, error: unknown): void
}

const TYPING_EVERY = 3_000
const LONGEST = 4_096

/** Where an agent writes: to the customer where they own the conversation, and notes always. */
export function Composer({
  conversation,
  messages,
  outbox,
  mayReply,
  instead,
  handle,
  zone,
}: {
  conversation: ConversationDetail
  messages: readonly Message[]
  outbox: Outbox
  mayReply: boolean
  /** What to do where one may not reply. */
  instead: React.ReactNode
  handle: Ref<ComposerHandle>
  /** Where files can be dropped. */
  zone?: RefObject<HTMLElement | null>
}) {
  const { t } = useWords()
  const { socket, me } = useDesk()
  const now = useNow()
  const box = useRef<HTMLTextAreaElement>(null)
  const typed = useRef(0)
  const [kind, setKind] = useState<DraftKind>('reply')
  const draft = useDraft(me.id, conversation.id, kind)
  const warning = useId()
  const hadIt = useRef(mayReply)
  const [lost, setLost] = useState(false)

  const expires = conversation.window_expires_at
  const windowClosed = expires != null && secondsUntil(expires, now) <= 0
  // Who writes before the thread has come has seen no less than what was said when they came.
  const last = messages.length > 0 ? lastOfCustomer(messages) : conversation.last_seq
  const writing = kind === 'note' || (mayReply && !windowClosed)
  const files = useAttaching(conversation, {
    enabled: kind === 'reply' && writing,
    zone,
    onAdded: () => {
      if (!begun) draft.write(draft.text, last)
      box.current?.focus()
    },
    onReady: () => send(),
  })
  const begun = draft.text.trim() !== '' || files.items.length > 0
  const clash = kind === 'reply' ? collision(messages, begun, draft.seen) : undefined

  // Whoever took over, and whatever the draft was: it stays, and is said.
  useEffect(() => {
    if (hadIt.current && !mayReply) setLost(true)
    if (mayReply) setLost(false)
    hadIt.current = mayReply
  }, [mayReply])

  useImperativeHandle(handle, () => ({
    focus: (next) => {
      setKind(next)
      setTimeout(() => box.current?.focus(), 0)
    },
    insert: (next, text) => {
      setKind(next)
      draft.insert(next, text, last)
      setTimeout(() => box.current?.focus(), 0)
    },
    edit: ({ kind: next, text, file, body }, error) => {
      setKind(next)
      if (text || !begun) draft.insert(next, text, last)
      if (file && body.media?.file_id) {
        files.restore(file, body.media.file_id, isFileRefused(error))
      }
      setTimeout(() => box.current?.focus(), 0)
    },
  }))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words
  useEffect(() => {
    const area = box.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight + 2, 220)}px`
  }, [draft.text, kind, writing])

  const change = (text: string) => {
    const seen = begun ? draft.seen : last
    draft.write(text, text || files.items.length > 0 ? seen : 0)
    if (kind === 'reply' && text && Date.now() - typed.current > TYPING_EVERY) {
      typed.current = Date.now()
      socket.typing(conversation.id)
    }
  }
  const canned = useCanned({
    box,
    text: draft.text,
    enabled: kind === 'reply' && writing,
    values: {
      contact_name: contactName(conversation.contact, conversation.channel, t),
      agent_name: me.name,
    },
    onChange: change,
  })
  const post = (body: Omit<NewMessage, 'client_message_id'>, text: string) =>
    postAll([{ body, text }])
  const postAll = (all: readonly Body[]) =>
    outbox.add(
      ...all.map((one) => ({
        client_message_id: crypto.randomUUID(),
        kind,
        ...one,
        created_at: new Date().toISOString(),
        after: messages.at(-1)?.seq ?? 0,
      })),
    )
  const send = () => {
    const text = draft.text.trim()
    if (!begun || !writing) return
    if (clash) {
      draft.write(draft.text, last)
      document.getElementById(warning)?.focus()
      return
    }
    if (files.items.length === 0) post({ text }, text)
    else {
      // What is not there yet is waited for, and what failed keeps the words here.
      const ready = files.take()
      if (!ready) return
      postAll(messagesOf(text, ready))
    }
    draft.write('', 0)
    typed.current = 0
    box.current?.focus()
  }

  const tab = (value: DraftKind, label: string, icon: React.ReactNode) => (
    <button
      type="button"
      aria-pressed={kind === value}
      onClick={() => setKind(value)}
      className={cn(
        'flex h-8 items-center gap-1.5 rounded-md px-2.5 text-[0.8125rem] [&_svg]:size-4',
        kind === value ? 'bg-raised font-medium' : 'text-muted hover:bg-raised',
      )}
    >
      {icon}
      {label}
    </button>
  )

  return (
    <section aria-label={t('composer.label')} className="border-t bg-surface p-2.5">
      <div className="mb-1.5 flex flex-wrap items-center gap-1">
        {tab('reply', t('composer.reply'), <Reply aria-hidden="true" />)}
        {tab('note', t('composer.note'), <NotebookPen aria-hidden="true" />)}
        {kind === 'reply' && writing && (
          <span className="hidden text-xs text-muted sm:inline">{t('composer.slash')}</span>
        )}
        <span className="ms-auto text-xs">
          {kind === 'reply' && expires && <WindowCountdown expiresAt={expires} />}
        </span>
      </div>

      {lost && kind === 'reply' && (draft.text || conversation.owner.kind === 'agent') && (
        <p
          role="alert"
          className="mb-2 flex items-start gap-2 rounded-md bg-warn-soft p-2.5 text-on-warn-soft"
        >
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {conversation.owner.kind === 'agent'
            ? t('composer.taken_over', { name: conversation.owner.name ?? t('problem.somebody') })
            : t('composer.no_longer')}
        </p>
      )}
      {clash && (
        <div
          id={warning}
          role="alert"
          tabIndex={-1}
          className="mb-2 flex items-start gap-2 rounded-md bg-warn-soft p-2.5 text-on-warn-soft"
        >
          <MessageSquareWarning aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <div className="min-w-0 flex-1">
            <p className="font-medium">
              {t('composer.clash', {
                name: contactName(conversation.contact, conversation.channel, t),
                count: clash.written.length,
              })}
            </p>
            <p className="line-clamp-2">
              <bdi>
                {clash.written
                  .map((message) => message.text ?? t(`kind.${message.kind}`))
                  .join(' · ')}
              </bdi>
            </p>
          </div>
          <Button
            size="sm"
            className="text-foreground"
            onClick={() => {
              draft.write(draft.text, last)
              box.current?.focus()
            }}
          >
            {t('composer.seen')}
          </Button>
        </div>
      )}

      <Chips {...files} onGone={() => box.current?.focus()} />
      {kind === 'reply' && !mayReply ? (
        <>
          {(draft.text || files.kept.length > 0) && (
            <p className="mb-2 rounded-md border border-dashed border-control p-2 text-muted">
              <span className="font-medium">{t('composer.kept')}</span>{' '}
              <bdi className="whitespace-pre-wrap">{draft.text}</bdi>
              {files.kept.map(({ key, name }) => (
                <span key={key} className="me-2 inline-flex items-center gap-1">
                  <Paperclip aria-hidden="true" className="size-3.5" />
                  <bdi>{name}</bdi>
                </span>
              ))}
            </p>
          )}
          {instead}
        </>
      ) : kind === 'reply' && windowClosed ? (
        <TemplateForm
          conversation={conversation}
          onSend={(template) => post({ template }, template.text ?? template.name)}
        />
      ) : (
        <div className="relative flex items-end gap-2">
          {canned.list && <CannedList {...canned.list} />}
          <span role="status" className="sr-only">
            {canned.said}
          </span>
          <textarea
            ref={box}
            rows={2}
            maxLength={LONGEST}
            aria-label={t(kind === 'note' ? 'composer.note_label' : 'composer.reply_label')}
            placeholder={t(kind === 'note' ? 'composer.note_hint' : 'composer.reply_hint')}
            value={draft.text}
            // An empty one would be read from left to right in every language.
            dir={draft.text ? 'auto' : undefined}
            {...canned.field}
            onPaste={(event) => {
              const pasted = files.enabled ? pastedFiles(event) : []
              if (pasted.length === 0) return
              event.preventDefault()
              files.add(pasted)
            }}
            onChange={(event) => {
              canned.onCursor(event.target.selectionStart)
              change(event.target.value)
            }}
            onKeyDown={(event) => {
              if (canned.onKeyDown(event)) return
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault()
                send()
              }
              if (event.key === 'Escape') box.current?.blur()
            }}
            className={cn(
              'min-h-15 flex-1 resize-none rounded-md border border-control/60 px-3 py-2 placeholder:text-muted',
              kind === 'note'
                ? 'bg-note text-on-note placeholder:text-on-note/80'
                : 'bg-background',
            )}
          />
          {files.enabled && <AttachButton channel={conversation.channel} onFiles={files.add} />}
          <Button
            variant="primary"
            disabled={!begun}
            onClick={send}
            title={t('composer.send_keys')}
          >
            <Send aria-hidden="true" className="rtl:-scale-x-100" />
            <span className="sr-only sm:not-sr-only">
              {t(
                clash
                  ? 'composer.send_anyway'
                  : kind === 'note'
                    ? 'composer.add_note'
                    : 'composer.send',
              )}
            </span>
          </Button>
        </div>
      )}
      {files.over && <DropSign />}
    </section>
  )
}
