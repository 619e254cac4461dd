import { QueryClient } from '@tanstack/react-query'
import type {
  Agent,
  Api,
  Conversation,
  ConversationDetail,
  Escalation,
  EscalationDetail,
  Me,
  Message,
  Notification,
} from '../api/client'
import { ProblemError } from '../api/problem'
import type { Session } from '../session/session'
import { Arrivals } from './arrivals'
import { newer } from './book'
import { Escalations } from './escalations'
import { type Frame, LiveSocket } from './socket'
import { Thread } from './thread'
import { Typing } from './typing'

/** Everything that is known while one agent is signed in, kept true by frames and by reading anew. */
export class Desk {
  readonly queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.problem.status < 500),
      },
    },
  })
  readonly escalations: Escalations
  readonly arrivals: Arrivals
  readonly typing = new Typing()
  readonly socket: LiveSocket
  /** The conversation that was just taken here: whoever takes wants to write. */
  justTaken: string | undefined
  readonly #threads = new Map<string, Thread>()
  #stats: ReturnType<typeof setTimeout> | undefined
  #sweep: ReturnType<typeof setInterval> | undefined

  constructor(
    readonly api: Api,
    readonly session: Session,
    readonly me: Me,
    wsUrl: string,
  ) {
    this.queries.setQueryData(['me'], me)
    this.arrivals = new Arrivals(me.id)
    this.escalations = new Escalations(api, me.id, (news) => this.arrivals.add(news))
    this.socket = new LiveSocket({
      url: wsUrl,
      ticket: async () => (await api.wsTicket()).ticket,
      onFrame: (frame) => this.#hear(frame),
      onOpen: () => this.#readAnew(),
    })
  }

  start(): void {
    this.socket.start()
    void this.escalations.refetch()
    this.arrivals.start()
    // What a lost frame left behind is mended without waiting for the socket to break.
    this.#sweep = setInterval(() => {
      if (document.visibilityState === 'visible') this.#mend()
    }, 120_000)
  }

  stop(): void {
    this.socket.stop()
    this.arrivals.stop()
    clearInterval(this.#sweep)
    clearTimeout(this.#stats)
  }

  thread(conversationId: string): Thread {
    let thread = this.#threads.get(conversationId)
    if (!thread) {
      thread = new Thread(this.api, conversationId)
      this.#threads.set(conversationId, thread)
      void thread.refetch()
    }
    return thread
  }

  /** Takes in an escalation, from wherever it was learned. */
  learn(escalation: Escalation | EscalationDetail): void {
    const { handoff, assessment, history, forgotten_deeds, mark, ...plain } =
      escalation as EscalationDetail
    this.escalations.hear(plain)
    let outdated = false
    const queryKey = ['escalation', escalation.id]
    this.queries.setQueryData<EscalationDetail>(queryKey, (present) => {
      if (handoff) {
        // What acts answer does not tell of the mark, which they do not change.
        const told = mark ?? present?.mark
        const full = { ...plain, handoff, assessment, history, forgotten_deeds, mark: told }
        return present && present.version > full.version ? present : full
      }
      if (!present) {
        // What is on its way may be from before this.
        outdated = this.queries.isFetching({ queryKey }) > 0
        return present
      }
      if (present.version >= plain.version) return present
      outdated = tellsOf(present) !== tellsOf(plain)
      return { ...present, ...plain }
    })
    // Frames do not say who did it, nor what a model tells: whoever looks reads it anew. A first
    // reading would go on instead of beginning again, so it is called off.
    if (outdated) {
      void this.queries
        .cancelQueries({ queryKey })
        .then(() => this.queries.invalidateQueries({ queryKey }))
    }
    this.queries.setQueryData<ConversationDetail>(
      ['conversation', escalation.conversation_id],
      (present) => {
        if (!present) return present
        const held = present.escalation as Escalation | null
        if (held && held.id !== plain.id) {
          return Date.parse(held.created_at) < Date.parse(plain.created_at)
            ? { ...present, escalation: plain }
            : present
        }
        const next = newer(held ?? undefined, plain)
        return next === held ? present : { ...present, escalation: next }
      },
    )
  }

  #mend(): void {
    void this.escalations.refetch()
    const watched = this.socket.watching
    if (watched === null) return
    void this.#threads.get(watched)?.catchUp()
    void this.queries.invalidateQueries({ queryKey: ['conversation', watched] })
  }

  #readAnew(): void {
    void this.escalations.refetch()
    for (const thread of this.#threads.values()) void thread.refetch()
    void this.queries.invalidateQueries()
  }

  #hear(frame: Frame): void {
    switch (frame.type) {
      case 'escalation.upserted': {
        const escalation = frame.data as Escalation
        this.learn(escalation)
        this.#statsSoon()
        break
      }
      case 'conversation.updated':
        this.#hearConversation(frame.data as Conversation)
        break
      case 'message.created':
      case 'message.status': {
        const message = frame.data as Message
        this.#threads.get(message.conversation_id)?.hear(message)
        if (message.author.kind !== 'system') {
          this.typing.stopped(message.conversation_id, message.author.kind)
        }
        break
      }
      case 'agent.presence':
        this.#hearAgent(frame.data as Agent)
        break
      case 'notification.created':
        this.arrivals.notified(frame.data as Notification)
        void this.queries.invalidateQueries({ queryKey: ['notifications'] })
        break
      case 'typing': {
        const { conversation_id, author } = frame as Extract<Frame, { type: 'typing' }>
        this.typing.heard(conversation_id, author)
        break
      }
    }
  }

  #hearConversation(conversation: Conversation): void {
    let outdated = false
    this.queries.setQueryData<ConversationDetail>(['conversation', conversation.id], (present) => {
      if (!present || conversation.version <= present.version) return present
      outdated = conversation.contact_told_at !== present.contact_told_at
      return { ...present, ...conversation }
    })
    // Frames do not say what is known of a contact: whoever looks at it reads it anew.
    if (outdated) {
      void this.queries.invalidateQueries({ queryKey: ['conversation', conversation.id] })
    }
    this.queries.setQueriesData<{ pages: { items: Conversation[]; next_cursor: string | null }[] }>(
      { queryKey: ['conversations'] },
      (present) =>
        present && {
          ...present,
          pages: present.pages.map((page) => ({
            ...page,
            items: page.items.map((item) =>
              item.id === conversation.id ? newer(item, conversation) : item,
            ),
          })),
        },
    )
    const thread = this.#threads.get(conversation.id)
    const known = thread?.getState().messages.at(-1)?.seq
    // Its messages reach only those who watch it; a thread that fell behind is read.
    if (thread && known !== undefined && conversation.last_seq > known) {
      setTimeout(() => {
        const last = thread.getState().messages.at(-1)?.seq ?? 0
        if (conversation.last_seq > last) void thread.refetch()
      }, 1_500)
    }
  }

  #hearAgent(agent: Agent): void {
    this.queries.setQueryData<Agent[]>(['teammates'], (present) =>
      present?.map((one) =>
        one.id === agent.id && agent.version > one.version ? { ...one, ...agent } : one,
      ),
    )
    if (agent.id !== this.me.id) return
    this.queries.setQueryData<Me>(['me'], (present) =>
      present && agent.version > present.version ? { ...present, ...agent } : present,
    )
  }

  #statsSoon(): void {
    this.#stats ??= setTimeout(() => {
      this.#stats = undefined
      void this.queries.invalidateQueries({ queryKey: ['stats'] })
    }, 1_000)
  }
}

/** What of an escalation changes only with something that frames leave out: a deed, or its packet. */
function tellsOf(of: Escalation): string {
  const { status, assignee, group, urgency, type, summary_source } = of
  return JSON.stringify([status, assignee?.id, group, urgency, type, summary_source])
}
