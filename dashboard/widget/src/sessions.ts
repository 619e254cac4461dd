import { type Api, proved, Refusal, type Signed, type Visit } from './api'
import type { Session } from './model'
import * as outbox from './outbox'
import type { Surroundings } from './state'
import type { Store } from './store'

/** How soon a session is proved again where the API could not be reached for it. */
const PROVE_AGAIN_MS = 30_000

/** The visitor's session: kept, begun where there is none, and proved once they have logged in. */
export class Sessions {
  private working: Promise<Session> | undefined
  /** From when on the session at hand is proved, if it is not yet. */
  private proveFrom = 0
  /** From when on one may be begun, where too many others were. */
  private beginFrom = 0

  constructor(
    private readonly api: Api,
    private readonly store: Store,
    private visit: Visit,
    private readonly around: Surroundings,
    /** Another session takes the place of the one before. */
    private readonly begins: () => void,
  ) {
    this.adopt()
  }

  /** What is proved of whoever is here now. */
  get who(): string | undefined {
    return proved(this.visit)
  }

  /** The session that is kept, while it lasts. */
  get kept(): Session | undefined {
    return this.store.session(this.around.now())
  }

  /** The session to use now. */
  async current(): Promise<Session> {
    const { kept } = this
    if (kept !== undefined && !this.isToProve(kept)) return kept
    this.working ??= this.around
      .alone('begin', () => this.settle())
      .finally(() => {
        this.working = undefined
      })
    return this.working
  }

  /** Forgets a session that was refused, if another page of the site has not done so already. */
  refused(session: Session): void {
    if (this.kept?.session_token === session.session_token) this.store.forgetSession()
  }

  /** The visitor has logged in, or out. Answers whether what was there was somebody else's, and is forgotten. */
  identify(signed: Signed | undefined): boolean {
    this.visit = identified(this.visit, signed)
    this.proveFrom = 0
    return this.adopt()
  }

  private isToProve(session: Session): boolean {
    const claims = proved(this.visit)
    return (
      session.proved === undefined && claims !== undefined && this.proveFrom <= this.around.now()
    )
  }

  private async settle(): Promise<Session> {
    const { visit } = this
    const session = await this.settled(visit)
    if (visit === this.visit || !this.forgetOthers()) return session
    // Somebody else has logged in while this was asked for.
    this.begins()
    return this.settle()
  }

  private async settled(visit: Visit): Promise<Session> {
    // Read anew: another page of the site may have begun or proved one.
    const { kept } = this
    if (kept === undefined) return this.keep(await this.begun(visit))
    if (!this.isToProve(kept)) return kept
    try {
      const session = await this.api.proveSession(kept.session_token, visit)
      return this.keep(withProof(session, visit))
    } catch (error) {
      const kind = error instanceof Refusal ? error.kind : 'away'
      if (kind === 'session') {
        this.store.forgetSession()
        return this.keep(await this.begun(visit))
      }
      // Another one is to begin for them, later: this one is perhaps somebody else's.
      if (kind === 'limited') throw error
      // Whoever cannot be proved is heard all the same.
      const refused = kind === 'rejected' || kind === 'unknown'
      this.waits(visit, refused ? Number.POSITIVE_INFINITY : this.around.now() + PROVE_AGAIN_MS)
      return kept
    }
  }

  private keep(session: Session): Session {
    const { kept } = this
    if (kept?.conversation_id !== session.conversation_id) {
      this.store.forgetSession()
      this.store.keepOutbox(outbox.renewed(this.store.outbox()))
      this.store.keepSession(session)
      this.begins()
    } else this.store.keepSession(session)
    return session
  }

  /** This is not proved before then, unless something else was signed meanwhile. */
  private waits(visit: Visit, until: number): void {
    if (visit === this.visit) this.proveFrom = until
  }

  /** What was proved of a visitor must not speak for the next one at the same browser. */
  private forgetOthers(): boolean {
    const { kept } = this
    if (kept?.proved === undefined || kept.proved === proved(this.visit)) return false
    this.store.forgetSession()
    return true
  }

  /**
   * What somebody wrote before they logged in is theirs, unless it stands beside another's session;
   * what another wrote is not sent for them. Answers whether another's session was there.
   */
  private adopt(): boolean {
    const { who } = this
    const isAnother = this.forgetOthers()
    const words = this.store.outbox()
    const left = words.filter((it) => (it.of === undefined ? !isAnother : it.of === who))
    if (isAnother || words.some((it) => it.of !== who))
      this.store.keepOutbox(left.map((it) => ({ ...it, of: who })))
    return isAnother
  }

  private async begun(visit: Visit): Promise<Session> {
    const { signed, ...unsigned } = visit
    try {
      return withProof(await this.begin(visit), visit)
    } catch (error) {
      // A page that is older than its signature must not keep its visitor from being heard.
      if (!signed || !(error instanceof Refusal) || error.kind !== 'rejected') throw error
      const begun = await this.begin(unsigned)
      this.waits(visit, Number.POSITIVE_INFINITY)
      return begun
    }
  }

  /** Asks for one, unless it was said to be too early. */
  private async begin(visit: Visit): Promise<Session> {
    const waitMs = this.beginFrom - this.around.now()
    if (waitMs > 0) throw new Refusal('limited', waitMs)
    try {
      return await this.api.beginSession(visit)
    } catch (error) {
      const isLimited = error instanceof Refusal && error.kind === 'limited'
      if (isLimited) this.beginFrom = this.around.now() + (error.waitMs ?? 0)
      throw error
    }
  }
}

/** Whether whoever this is proved of wrote it, or nobody had logged in. */
export function isOf({ of }: Pick<outbox.Outgoing, 'of'>, who: string | undefined): boolean {
  return of === undefined || of === who
}

/** The visit of whoever is logged in now, or of nobody. */
export function identified(visit: Visit, signed: Signed | undefined): Visit {
  const { signed: _, ...unsigned } = visit
  return signed === undefined ? unsigned : { ...unsigned, signed }
}

/** The session, with what was proved of its visitor. */
function withProof(session: Session, visit: Visit): Session {
  const claims = proved(visit)
  return claims === undefined ? session : { ...session, proved: claims }
}
