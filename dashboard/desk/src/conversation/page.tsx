import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { ConversationDetail, Escalation } from '../api/client'
import type { MarkKind } from '../api/desk'
import { useTake } from '../escalations/take'
import { Large } from '../files/large'
import { useDesk } from '../shell/context'
import { useKeys } from '../shell/keys'
import { useMedia } from '../shell/media'
import { Dialog } from '../ui/dialog'
import { Failed, Loading } from '../ui/states'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { type Change, useActions } from './actions'
import { Composer, type ComposerHandle } from './composer'
import { ContextPane } from './context-pane'
import { useDeeds, useEpisodes } from './episodes'
import { EscalateDialog } from './escalate-dialog'
import { FinishDialog } from './finish-dialog'
import { Header } from './header'
import { Instead, TypingSign } from './instead'
import { MarkDialog } from './mark-dialog'
import { SideList } from './side-list'
import { type ThreadHandle, ThreadView } from './thread-view'
import { useActionCommands } from './use-action-commands'
import { useConversation, useEscalationOf, useOutbox, useThread } from './use-conversation'

const GiveDialog = lazy(() => import('./give-dialog'))

/** What was begun and is still to be answered. */
export type Asking =
  | { what: 'close' | 'return_to_bot' }
  | { what: 'assign' | 'transfer' }
  | { what: 'escalate' }
  /** Of the live escalation or the last, where none is named. */
  | { what: 'mark'; kind: MarkKind; of?: Escalation }

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
  const zone = useRef<HTMLElement>(null)
  const [asking, setAsking] = useState<Asking>()
  const episodes = useEpisodes(id)
  const deeds = useDeeds(episodes, messages)
  /** What the marks are about: the live one, else the last. */
  const last = escalation ?? episodes[0]
  const [context, setContext] = useState(false)
  /** The message to go to as soon as the dialog above it is gone. */
  const going = useRef<number>(undefined)
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

  const ask = useCallback(
    (next: Asking) => {
      actions.act.reset()
      setAsking(next)
    },
    [actions.act.reset],
  )
  const act = (change: Change) => {
    if (change.act === 'close' || change.act === 'return_to_bot') ask({ what: change.act })
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
    KeyE: () => actions.may && ask({ what: 'close' }),
    KeyB: () => actions.may && escalation?.status === 'open' && ask({ what: 'return_to_bot' }),
    Escape: () => void navigate({ to: '/escalations' }),
  })
  const live = escalation?.status === 'queued' || escalation?.status === 'open'
  useActionCommands({
    escalation,
    last,
    actions,
    onTake: takeIt,
    onAct: act,
    onAsk: ask,
  })

  const pane = (
    <ContextPane
      conversation={conversation}
      escalation={escalation}
      episodes={episodes}
      className={wide ? 'border-s' : 'max-h-[70vh] p-0'}
      onJump={(seq) => {
        if (wide) thread.current?.jump(seq)
        else going.current = seq
        setContext(false)
      }}
      onMark={(of, kind) => {
        setContext(false)
        ask({ what: 'mark', kind, of })
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
  const answered = () => setAsking(undefined)
  const marking = asking?.what === 'mark' ? (asking.of ?? last) : undefined
  const failure = actions.act.error && !asking ? saying(actions.act.error, t) : undefined

  return (
    <>
      <section
        ref={zone}
        aria-label={t('conversation.label')}
        className="relative flex min-h-0 min-w-0 flex-col"
      >
        <Header
          conversation={conversation}
          escalation={escalation}
          actions={actions}
          onAct={act}
          last={last}
          onAsk={ask}
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
        <Large>
          <ThreadView
            conversationId={id}
            outbox={outbox}
            pending={pending}
            deeds={deeds}
            handle={thread}
            onEdit={(...taken) => composer.current?.edit(...taken)}
          />
        </Large>
        <TypingSign conversationId={id} />
        <Composer
          conversation={conversation}
          messages={messages}
          outbox={outbox}
          mayReply={mayReply}
          handle={composer}
          zone={zone}
          instead={
            <Instead
              conversation={conversation}
              escalation={escalation}
              taking={escalation ? attempts.get(escalation.id) : undefined}
              mayTakeOver={actions.mayTakeOver}
              onTake={takeIt}
              onTakeOver={() => act({ act: 'assign_me' })}
              onEscalate={() => ask({ what: 'escalate' })}
            />
          }
        />
      </section>
      {wide ? (
        pane
      ) : (
        <Dialog
          open={context}
          onOpenChange={setContext}
          title={t('conversation.context')}
          onClosed={(event) => {
            if (going.current === undefined) return
            event.preventDefault()
            thread.current?.jump(going.current)
            going.current = undefined
          }}
        >
          {pane}
        </Dialog>
      )}
      {asking?.what === 'escalate' && <EscalateDialog conversationId={id} onClose={answered} />}
      {asking?.what === 'mark' && marking && (
        <MarkDialog
          kind={asking.kind}
          escalation={marking}
          messages={messages}
          onClose={answered}
        />
      )}
      {(asking?.what === 'assign' || asking?.what === 'transfer') && escalation && (
        <Suspense>
          <GiveDialog
            mode={asking.what}
            escalation={escalation}
            act={actions.act}
            onClose={answered}
          />
        </Suspense>
      )}
      {(asking?.what === 'close' || asking?.what === 'return_to_bot') && (
        <FinishDialog what={asking.what} conversationId={id} act={actions.act} onClose={answered} />
      )}
    </>
  )
}
