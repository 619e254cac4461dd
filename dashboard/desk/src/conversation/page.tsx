import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Hand, UserRoundCheck } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { ConversationDetail, Escalation } from '../api/client'
import { useTake } from '../escalations/take'
import { useCommands } from '../shell/commands'
import { useDesk } from '../shell/context'
import { useKeys } from '../shell/keys'
import { useMedia } from '../shell/media'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Failed, Loading } from '../ui/states'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { type Change, useActions } from './actions'
import { Composer, type ComposerHandle } from './composer'
import { ConfirmDialog } from './confirm-dialog'
import { ContextPane } from './context-pane'
import { EscalateDialog } from './escalate-dialog'
import { Header } from './header'
import { SideList } from './side-list'
import { type ThreadHandle, ThreadView } from './thread-view'
import { useConversation, useEscalationOf, useOutbox, useThread } from './use-conversation'

const route = getRouteApi('/conversations/$id')

export function ConversationPage() {
  const { t } = useWords()
  const { id } = route.useParams()
  const conversation = useConversation(id)
  if (conversation.error && !conversation.data) {
    return (
      <>
        <h1 className="sr-only">{t('conversation.label')}</h1>
        <Failed error={conversation.error} onRetry={() => void conversation.refetch()} />
      </>
    )
  }
  return (
    <div className="grid h-full grid-cols-1 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[17rem_minmax(0,1fr)_23rem]">
      <SideList current={id} className="hidden xl:block" />
      {conversation.data ? (
        <Panes key={id} conversation={conversation.data} />
      ) : (
        <Loading rows={7} />
      )}
    </div>
  )
}

function Panes({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useWords()
  const desk = useDesk()
  const navigate = useNavigate()
  const { id } = conversation
  const wide = useMedia('(min-width: 64rem)')
  const escalation = useEscalationOf(conversation)
  const actions = useActions(escalation)
  const { messages } = useThread(id)
  const { outbox, pending } = useOutbox(id)
  const thread = useRef<ThreadHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const [asking, setAsking] = useState<'close' | 'return_to_bot' | 'escalate'>()
  const [context, setContext] = useState(false)
  const { attempts, take } = useTake(
    useCallback(() => {
      void desk.queries.invalidateQueries({ queryKey: ['conversation', id] })
    }, [desk, id]),
  )

  // Who has it is known from the escalation as well: whichever heard of the change first.
  const mayReply =
    escalation?.status === 'open'
      ? escalation.assignee?.id === desk.me.id
      : conversation.owner.kind === 'agent' && conversation.owner.id === desk.me.id

  useEffect(() => {
    if (!mayReply || desk.justTaken !== id) return
    desk.justTaken = undefined
    composer.current?.focus('reply')
  }, [mayReply, desk, id])

  const act = (change: Change) => {
    if (change.act === 'close' || change.act === 'return_to_bot') setAsking(change.act)
    else actions.act.mutate(change)
  }
  const neighbour = (step: number) => {
    const links = [
      ...document.querySelectorAll<HTMLAnchorElement>('nav a[href^="/conversations/"]'),
    ]
    const present = links.findIndex((link) => link.getAttribute('aria-current') === 'page')
    links[present + step]?.click()
  }
  const takeIt = () => {
    if (escalation?.status === 'queued') void take(escalation.id)
  }
  useKeys({
    KeyJ: () => neighbour(1),
    KeyK: () => neighbour(-1),
    KeyT: takeIt,
    KeyR: (event) => {
      event.preventDefault()
      composer.current?.focus('reply')
    },
    KeyN: (event) => {
      event.preventDefault()
      composer.current?.focus('note')
    },
    KeyE: () => actions.may && setAsking('close'),
    KeyB: () => actions.may && escalation?.status === 'open' && setAsking('return_to_bot'),
    Escape: () => void navigate({ to: '/escalations' }),
  })
  const live = escalation?.status === 'queued' || escalation?.status === 'open'
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the commands do follows from these
  const commands = useMemo(
    () => [
      ...(escalation?.status === 'queued'
        ? [{ id: 'take', label: t('take.action'), keys: 'T', run: takeIt }]
        : []),
      ...(actions.may && escalation?.status === 'open'
        ? [
            {
              id: 'bot',
              label: t('action.return_to_bot'),
              keys: 'B',
              run: () => setAsking('return_to_bot'),
            },
            { id: 'release', label: t('action.release'), run: () => act({ act: 'release' }) },
          ]
        : []),
      ...(actions.may
        ? [{ id: 'close', label: t('action.close'), keys: 'E', run: () => setAsking('close') }]
        : []),
      ...(live
        ? []
        : [{ id: 'escalate', label: t('escalate.title'), run: () => setAsking('escalate') }]),
    ],
    [escalation?.id, escalation?.status, actions.may, live, t],
  )
  useCommands(commands)

  const pane = (
    <ContextPane
      conversation={conversation}
      escalation={escalation}
      className={wide ? 'border-s' : 'max-h-[70vh] p-0'}
      onJump={(seq) => {
        setContext(false)
        thread.current?.jump(seq)
      }}
      onUseReply={
        mayReply
          ? (text) => {
              setContext(false)
              composer.current?.insert('reply', text)
            }
          : undefined
      }
    />
  )
  const failure = actions.act.error ? saying(actions.act.error, t) : undefined

  return (
    <>
      <section aria-label={t('conversation.label')} className="flex min-h-0 min-w-0 flex-col">
        <Header
          conversation={conversation}
          escalation={escalation}
          actions={actions}
          onAct={act}
          onEscalate={() => setAsking('escalate')}
          onContext={() => setContext(true)}
        />
        {!wide && escalation && live && (
          <button
            type="button"
            onClick={() => setContext(true)}
            className="border-b bg-primary-soft/60 px-3 py-2 text-start -outline-offset-2"
          >
            <span className="block text-xs font-semibold">{t('handoff.title')}</span>
            <span className="line-clamp-2">
              {t(`reason.${escalation.reason}`)} — <bdi>{escalation.reason_text}</bdi>
            </span>
          </button>
        )}
        {failure && (
          <p role="alert" className="bg-danger-soft px-3 py-2 text-on-danger-soft">
            <span className="font-medium">{failure.title}</span> {failure.detail}
          </p>
        )}
        <ThreadView
          conversationId={id}
          outbox={outbox}
          pending={pending}
          handle={thread}
          onEdit={(taken) => composer.current?.insert(taken.kind, taken.text)}
        />
        <TypingSign conversationId={id} />
        <Composer
          conversation={conversation}
          messages={messages}
          outbox={outbox}
          mayReply={mayReply}
          handle={composer}
          instead={
            <Instead
              conversation={conversation}
              escalation={escalation}
              taking={escalation ? attempts.get(escalation.id) : undefined}
              mayTakeOver={actions.mayTakeOver}
              onTake={takeIt}
              onTakeOver={() => act({ act: 'assign_me' })}
              onEscalate={() => setAsking('escalate')}
            />
          }
        />
      </section>
      {wide ? (
        pane
      ) : (
        <Dialog open={context} onOpenChange={setContext} title={t('conversation.context')}>
          {pane}
        </Dialog>
      )}
      {asking === 'escalate' && (
        <EscalateDialog conversationId={id} onClose={() => setAsking(undefined)} />
      )}
      {(asking === 'close' || asking === 'return_to_bot') && (
        <ConfirmDialog
          title={t(`confirm.${asking}.title`)}
          detail={t(`confirm.${asking}.detail`)}
          action={t(`action.${asking}`)}
          onConfirm={() => {
            actions.act.mutate({ act: asking })
            setAsking(undefined)
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}

/** What stands in the reply's place where this agent may not reply: why, and what to do about it. */
function Instead({
  conversation,
  escalation,
  taking,
  mayTakeOver,
  onTake,
  onTakeOver,
  onEscalate,
}: {
  conversation: ConversationDetail
  escalation: Escalation | undefined
  taking: ReturnType<typeof useTake>['attempts'] extends ReadonlyMap<string, infer A>
    ? A | undefined
    : never
  mayTakeOver: boolean
  onTake: () => void
  onTakeOver: () => void
  onEscalate: () => void
}) {
  const { t } = useWords()
  const box = 'flex flex-wrap items-center gap-3 rounded-md bg-raised p-3'
  const lost =
    taking?.state === 'lost'
      ? t('take.lost', { name: taking.name || t('problem.somebody') })
      : taking?.state === 'failed'
        ? saying(taking.error, t).title
        : undefined
  if (escalation?.status === 'queued') {
    return (
      <div className={box}>
        <p className="min-w-40 flex-1" role={lost ? 'alert' : undefined}>
          {lost ?? t('instead.queued')}
        </p>
        <Button variant="primary" onClick={onTake} disabled={taking?.state === 'taking'}>
          <Hand aria-hidden="true" />
          {t('take.action')}
        </Button>
      </div>
    )
  }
  if (escalation?.status === 'open') {
    return (
      <div className={box}>
        <p className="min-w-40 flex-1" role={lost ? 'alert' : undefined}>
          {t('instead.taken', { name: escalation.assignee?.name ?? t('problem.somebody') })}
        </p>
        {mayTakeOver && (
          <Button onClick={onTakeOver}>
            <UserRoundCheck aria-hidden="true" />
            {t('action.assign_me')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className={box}>
      <p className="min-w-40 flex-1">
        {t(
          conversation.owner.kind === 'phone'
            ? 'instead.phone'
            : conversation.mode === 'closed'
              ? 'instead.closed'
              : 'instead.bot',
        )}
      </p>
      <Button onClick={onEscalate}>{t('escalate.title')}</Button>
    </div>
  )
}

function TypingSign({ conversationId }: { conversationId: string }) {
  const { t } = useWords()
  const { typing } = useDesk()
  const typist = useSyncExternalStore(typing.subscribe, () => typing.in(conversationId))
  return (
    <p aria-live="polite" className="h-5 truncate px-4 text-xs text-muted">
      {typist && t(typist.kind === 'customer' ? 'typing.customer' : 'typing.agent')}
    </p>
  )
}
