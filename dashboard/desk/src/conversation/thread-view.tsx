import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, LoaderCircle } from 'lucide-react'
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Message } from '../api/client'
import { useDesk } from '../shell/context'
import { dayOf, formatDay } from '../time/format'
import { Button } from '../ui/button'
import { Empty, Failed, Loading } from '../ui/states'
import { useWords } from '../words/words'
import { DeedView } from './deed-view'
import { type Deed, isBefore, toldWith } from './episodes'
import { MessageView } from './message-view'
import { notYetShown, type Outbox, type Pending } from './outbox'
import { PendingView } from './pending-view'
import { useThread } from './use-conversation'

export interface ThreadHandle {
  /** Brings this place into view, marks it and gives it the focus. */
  jump(seq: number): void
}

type Line =
  | { kind: 'message'; message: Message }
  | { kind: 'day'; at: string }
  | { kind: 'deed'; deed: Deed }
  | { kind: 'pending'; pending: Pending }
  | { kind: 'start' }

const NEAR_TOP = 400

/** About how high a line will be; the nearer, the less moves when it is drawn. */
function heightOf(line: Line | undefined): number {
  if (line?.kind !== 'message') return 40
  const { media, kind } = line.message
  return !media ? 84 : kind === 'image' || kind === 'video' ? 260 : 140
}

/** What was said, the last in view; only what is in view is drawn. */
export function ThreadView({
  conversationId,
  outbox,
  pending,
  deeds,
  onEdit,
  handle,
}: {
  conversationId: string
  outbox: Outbox
  pending: readonly Pending[]
  /** What was done meanwhile, the first first. */
  deeds: readonly Deed[]
  onEdit: (pending: Pending, error: unknown) => void
  handle: Ref<ThreadHandle>
}) {
  const { t, language } = useWords()
  const { me } = useDesk()
  const { thread, messages, fromStart, loading, error } = useThread(conversationId)
  const box = useRef<HTMLDivElement>(null)
  const [marked, setMarked] = useState<{ seq: number }>()
  const [away, setAway] = useState(false)

  const lines = useMemo(() => {
    const all: Line[] = []
    if (fromStart) all.push({ kind: 'start' })
    let day = ''
    const rest = [...toldWith(deeds, fromStart ? undefined : messages[0])]
    const tell = (message: Message | undefined) => {
      while (rest[0] && (!message || isBefore(rest[0], message))) {
        all.push({ kind: 'deed', deed: rest.shift() as Deed })
      }
    }
    for (const message of messages) {
      tell(message)
      if (dayOf(message.created_at) !== day) {
        day = dayOf(message.created_at)
        all.push({ kind: 'day', at: message.created_at })
      }
      all.push({ kind: 'message', message })
    }
    tell(undefined)
    for (const one of notYetShown(pending, messages, me.id)) {
      all.push({ kind: 'pending', pending: one })
    }
    return all
  }, [messages, fromStart, pending, deeds, me.id])

  // Both stay the same while the lines do: a new one makes the virtualizer measure all lines anew.
  const estimateSize = useCallback((index: number) => heightOf(lines[index]), [lines])
  const getItemKey = useCallback(
    (index: number) => {
      const line = lines[index]
      if (line?.kind === 'message') return line.message.id
      if (line?.kind === 'pending') return line.pending.client_message_id
      if (line?.kind === 'deed') return line.deed.key
      if (line?.kind === 'day') return `day ${dayOf(line.at)}`
      return 'start'
    },
    [lines],
  )
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize,
    getItemKey,
    overscan: 6,
    anchorTo: 'end',
    followOnAppend: true,
    paddingStart: 8,
    paddingEnd: 8,
  })

  // The first that is seen is the last that was said.
  const shown = useRef(false)
  useEffect(() => {
    if (shown.current || messages.length === 0) return
    shown.current = true
    virtual.scrollToEnd()
  }, [messages.length, virtual])

  // Who reads the end stays at the end, whatever grows: a message, or the box with the composer.
  const atEnd = useRef(true)
  const top = useRef(0)
  const moved = useRef(Number.NEGATIVE_INFINITY)
  const noteMove = () => {
    moved.current = performance.now()
  }
  const size = virtual.getTotalSize()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the size
  useLayoutEffect(() => {
    if (atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight
  }, [size, lines.length])
  const reading = loading === 'first'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the box comes with the first messages
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    // Lines are measured behind React's back: what they hold grows without a render of this.
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [reading])

  // Who waits at the top goes on being given what came before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows each part that was read
  useEffect(() => {
    const element = box.current
    if (!element || !shown.current || loading || error !== undefined) return
    const timer = setTimeout(() => {
      const scrolls = element.scrollHeight > element.clientHeight
      if (scrolls && element.scrollTop < NEAR_TOP) void thread.older()
    }, 50)
    return () => clearTimeout(timer)
  }, [messages.length, loading, error, thread])

  const seek = useRef<number>(undefined)
  const focusing = useRef<number>(undefined)
  useImperativeHandle(handle, () => ({
    jump: (seq) => {
      void thread.reach(seq).then((found) => {
        if (!found) return
        seek.current = seq
        focusing.current = seq
        atEnd.current = false
        // A new one each time: whoever has scrolled away meanwhile is brought back.
        setMarked({ seq })
      })
    },
  }))
  useEffect(() => {
    if (marked === undefined) return
    if (seek.current === marked.seq) {
      const index = lines.findIndex(
        (line) => line.kind === 'message' && line.message.seq === marked.seq,
      )
      if (index >= 0) {
        seek.current = undefined
        virtual.scrollToIndex(index, { align: 'center' })
      }
    }
    const timer = setTimeout(() => {
      focusing.current = undefined
      setMarked(undefined)
    }, 4_000)
    return () => clearTimeout(timer)
  }, [marked, lines, virtual])
  // As soon as it is drawn: keyboard and readers go on from there.
  useEffect(() => {
    const place =
      focusing.current !== undefined &&
      box.current?.querySelector<HTMLElement>(`[data-seq="${focusing.current}"]`)
    if (!place) return
    focusing.current = undefined
    place.focus({ preventScroll: true })
  })

  if (reading) return <Loading rows={5} className="flex-1 content-start" />
  return (
    <div className="relative min-h-0 flex-1">
      {error !== undefined && <Failed error={error} onRetry={() => void thread.refetch()} />}
      {messages.length === 0 && error === undefined && (
        <Empty title={t('conversation.empty')}>{t('conversation.empty_detail')}</Empty>
      )}
      <div
        ref={box}
        role="log"
        aria-label={t('conversation.thread')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach
        tabIndex={0}
        className="h-full overflow-y-auto -outline-offset-2"
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget
          if (scrollTop < NEAR_TOP && scrollHeight > clientHeight && shown.current) {
            void thread.older()
          }
          const below = scrollHeight - scrollTop - clientHeight
          // Lines that turn out higher than was thought move the end away; only a reader leaves it.
          const moving = performance.now() - moved.current < 1_000
          if (below >= 60 && (moving || scrollTop < top.current - 200)) atEnd.current = false
          else if (below < 60) atEnd.current = true
          top.current = scrollTop
          // A line that came in between was made room for above; the end is still what is read.
          if (atEnd.current && !moving && below > 1) event.currentTarget.scrollTop = scrollHeight
          setAway(below > 300)
        }}
        onWheel={noteMove}
        onTouchMove={noteMove}
        onPointerDown={noteMove}
        onKeyDown={noteMove}
      >
        <div className="relative" style={{ height: size }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]
            if (!line) return null
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {line.kind === 'message' ? (
                  <MessageView
                    message={line.message}
                    mine={line.message.author.id === me.id}
                    highlighted={line.message.seq === marked?.seq}
                  />
                ) : line.kind === 'pending' ? (
                  <PendingView
                    pending={line.pending}
                    error={outbox.errorOf(line.pending.client_message_id)}
                    onAgain={() => outbox.again(line.pending.client_message_id)}
                    onDiscard={() => outbox.discard(line.pending.client_message_id)}
                    onEdit={() => {
                      const error = outbox.errorOf(line.pending.client_message_id)
                      const taken = outbox.discard(line.pending.client_message_id)
                      if (taken) onEdit(taken, error)
                    }}
                  />
                ) : line.kind === 'deed' ? (
                  <DeedView deed={line.deed} />
                ) : (
                  <p className="py-2 text-center text-xs text-muted">
                    {line.kind === 'day' ? formatDay(line.at, language) : t('conversation.start')}
                  </p>
                )}
              </div>
            )
          })}
        </div>
      </div>
      {loading === 'older' && (
        <p
          role="status"
          className="absolute inset-x-0 top-2 mx-auto flex w-max items-center gap-2 rounded-full border bg-surface px-3 py-1 text-xs shadow"
        >
          <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" />
          {t('conversation.older')}
        </p>
      )}
      {away && (
        <Button
          size="icon"
          className="absolute end-4 bottom-3 rounded-full shadow-lg"
          aria-label={t('conversation.to_end')}
          onClick={() => {
            atEnd.current = true
            virtual.scrollToEnd()
          }}
        >
          <ArrowDown aria-hidden="true" />
        </Button>
      )}
    </div>
  )
}
