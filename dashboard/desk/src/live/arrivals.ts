import type { Notification as Notice } from '../api/client'
import { contactName } from '../words/contact'
import { currentWords } from '../words/words'
import type { Arrival } from './escalations'

export const SOUNDS = ['all', 'mine', 'none'] as const
export type Sound = (typeof SOUNDS)[number]

const KEPT_SOUND = 'baton.sound'
const MOST_SHOWN = 3

export interface ArrivalsState {
  /** Not yet acknowledged, newest first. */
  pending: readonly Arrival[]
  /** What a screen reader says of the last one. */
  spoken: string
}

/**
 * Announces what arrives: on the page, in the tab's title, by sound, and on the desktop. All tabs
 * of one agent acknowledge together; one of them makes the sound.
 */
export class Arrivals {
  #state: ArrivalsState = { pending: [], spoken: '' }
  readonly #listeners = new Set<() => void>()
  readonly #channel: BroadcastChannel
  #rings = false
  #release: (() => void) | undefined

  constructor(me: string) {
    this.#channel = new BroadcastChannel(`baton.arrivals.${me}`)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  getState = (): ArrivalsState => this.#state

  get shown(): readonly Arrival[] {
    return this.#state.pending.slice(0, MOST_SHOWN)
  }

  start(): void {
    this.#channel.onmessage = (event: MessageEvent<string[]>) => this.#drop(event.data)
    void navigator.locks?.request('baton.bell', () => {
      this.#rings = true
      return new Promise<void>((resolve) => {
        this.#release = resolve
      })
    })
  }

  stop(): void {
    this.#release?.()
    this.#channel.close()
    this.#put({ pending: [], spoken: '' })
  }

  add(arrivals: Arrival[]): void {
    const { pending } = this.#state
    // Who waited and is given to this agent now is news once more, and takes its own place.
    const fresh = arrivals.filter(
      (one) => !pending.some((known) => isSame(known, one) && known.kind === one.kind),
    )
    const rest = pending.filter((known) => !fresh.some((one) => isSame(known, one)))
    const first = fresh[0]
    if (!first) return
    const { t } = currentWords()
    const spoken =
      fresh.length === 1 ? describe(first) : t('arrival.several', { count: fresh.length })
    this.#put({ pending: [...fresh, ...rest], spoken })
    const mine = fresh.some((one) => one.kind === 'assigned')
    if (!this.#rings) return
    if (currentSound() === 'all' || (currentSound() === 'mine' && mine)) ring(mine)
    if (document.visibilityState === 'hidden') notifyDesktop(spoken, first.escalation.id)
  }

  /** A notification for this agent alone. */
  notified(notice: Notice): void {
    if (this.#rings && document.visibilityState === 'hidden') {
      notifyDesktop(notice.title, notice.escalation_id ?? notice.id)
    }
  }

  acknowledge(ids: readonly string[]): void {
    if (ids.length === 0) return
    this.#channel.postMessage(ids)
    this.#drop(ids)
  }

  #drop(ids: readonly string[]): void {
    const pending = this.#state.pending.filter((one) => !ids.includes(one.escalation.id))
    if (pending.length !== this.#state.pending.length) this.#put({ ...this.#state, pending })
  }

  #put(state: ArrivalsState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

const isSame = (a: Arrival, b: Arrival): boolean => a.escalation.id === b.escalation.id

/** One arrival in words. */
export function describe({ kind, escalation }: Arrival): string {
  const { t } = currentWords()
  const name = contactName(escalation.contact, escalation.channel, t)
  return t(kind === 'assigned' ? 'arrival.assigned' : 'arrival.queued', {
    name,
    reason: t(`reason.${escalation.reason}`),
  })
}

export function currentSound(): Sound {
  const kept = localStorage.getItem(KEPT_SOUND)
  return SOUNDS.find((sound) => sound === kept) ?? 'mine'
}

export function setSound(sound: Sound): void {
  localStorage.setItem(KEPT_SOUND, sound)
  if (sound !== 'none') ring(true)
}

let audio: AudioContext | undefined

/** Two short notes; rising where it is for this agent. A browser that forbids sound stays silent. */
function ring(rising: boolean): void {
  try {
    audio ??= new AudioContext()
    for (const [index, pitch] of (rising ? [660, 880] : [660, 660]).entries()) {
      const at = audio.currentTime + index * 0.16
      const note = audio.createOscillator()
      const volume = audio.createGain()
      note.frequency.value = pitch
      volume.gain.setValueAtTime(0.12, at)
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.15)
      note.connect(volume).connect(audio.destination)
      note.start(at)
      note.stop(at + 0.16)
    }
  } catch {
    // Sound is a courtesy.
  }
}

/** Of one tag, a desktop shows the latest alone. */
function notifyDesktop(text: string, tag: string): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const shown = new Notification('Baton', { body: text, tag, icon: '/icon.svg' })
  shown.onclick = () => {
    window.focus()
    shown.close()
  }
}
