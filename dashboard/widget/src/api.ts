import type { FileLink, Loss, NewFile, Page, Session, Upload } from './model'

/** Where the API and its WebSocket are. */
export interface Addresses {
  readonly apiUrl: string
  /** Without one, the widget asks for messages now and then. */
  readonly wsUrl: string | undefined
}

/** What the website's server signed of a visitor; the page hands it on as it is. */
export interface Signed {
  readonly payload: string
  readonly signature: string
}

/** What the website says of its visitor. */
export interface Visit {
  readonly name?: string
  readonly locale?: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly signed?: Signed
}

/** What the website's server signed of its visitor, whatever the day; nothing where it signed nothing. */
export function proved({ signed }: Visit): string | undefined {
  try {
    const { attributes } = JSON.parse(signed?.payload ?? 'null') as { attributes: object }
    return JSON.stringify(Object.entries(attributes).sort())
  } catch {
    return undefined
  }
}

/** The API did not do what it was asked for. */
export class Refusal extends Error {
  constructor(
    /**
     * `session`: begin a new one. `unknown`: there is no such widget. `limited`: too often.
     * `rejected`: as it stands, never. `forbidden`: files are not taken. `lost`: the file cannot be
     * had any more. `away`: nobody answered, or not now.
     */
    readonly kind: 'session' | 'unknown' | 'limited' | 'rejected' | 'forbidden' | 'lost' | 'away',
    /** How long to wait, in milliseconds, where that was said. */
    readonly waitMs?: number,
    /** Why the file is lost. */
    readonly loss: Loss = {},
  ) {
    super(`the API refused: ${kind}`)
  }
}

const PATIENCE_MS = 20_000
/** The longest list that the API gives. */
export const MOST_MESSAGES = 100

/** The widget's part of the HTTP API. */
export class Api {
  constructor(
    private readonly addresses: Addresses,
    private readonly connectionId: string,
  ) {}

  beginSession(visit: Visit): Promise<Session> {
    return this.ask<Session>('POST', this.sessions, { body: visit })
  }

  /** Goes on with the session of this token, now that something was signed of its visitor. */
  proveSession(token: string, visit: Visit): Promise<Session> {
    return this.ask<Session>('POST', this.sessions, { token, body: visit })
  }

  private get sessions(): string {
    return `/widget/${encodeURIComponent(this.connectionId)}/sessions`
  }

  async send(token: string, id: string, text: string, fileId?: string): Promise<void> {
    const words = text === '' ? {} : { text }
    const file = fileId === undefined ? {} : { file_id: fileId }
    const body = { client_message_id: id, ...words, ...file }
    await this.ask('POST', '/widget/messages', { token, body })
  }

  createFile(token: string, body: NewFile): Promise<{ id: string; upload: Upload }> {
    return this.ask('POST', '/widget/files', { token, body })
  }

  /** Where to read the file of a message. */
  fileOf(token: string, seq: number): Promise<FileLink> {
    return this.ask<FileLink>('GET', `/widget/messages/${seq}/file`, { token })
  }

  list(token: string, after: number): Promise<Page> {
    return this.ask<Page>('GET', `/widget/messages?after=${after}&limit=${MOST_MESSAGES}`, {
      token,
    })
  }

  /** Where to open one WebSocket, once, soon; none where the address is not known. */
  async socketUrl(token: string): Promise<string | undefined> {
    const { wsUrl } = this.addresses
    if (wsUrl === undefined) return undefined
    const { ticket } = await this.ask<{ ticket: string }>('POST', '/widget/ws-tickets', { token })
    return `${wsUrl}?ticket=${encodeURIComponent(ticket)}`
  }

  private async ask<Answer>(
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown },
  ): Promise<Answer> {
    const headers: Record<string, string> = {}
    if (token !== undefined) headers.authorization = `Bearer ${token}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    let answer: Response
    try {
      answer = await fetch(this.addresses.apiUrl.replace(/\/$/, '') + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
    } catch {
      throw new Refusal('away')
    }
    if (!answer.ok) throw await refusal(answer)
    return (await answer.json().catch(() => {
      throw new Refusal('away')
    })) as Answer
  }
}

async function refusal(answer: Response): Promise<Refusal> {
  switch (answer.status) {
    case 401:
      return new Refusal('session')
    case 403:
      return new Refusal('forbidden')
    case 404:
      return new Refusal('unknown')
    case 410:
      return new Refusal('lost', undefined, (await answer.json().catch(() => ({}))) as Loss)
    case 429: {
      const seconds = Number(answer.headers.get('retry-after'))
      return new Refusal('limited', seconds > 0 ? seconds * 1_000 : undefined)
    }
    case 400:
    case 413:
    case 415:
    case 422:
      return new Refusal('rejected')
    default:
      return new Refusal('away')
  }
}
