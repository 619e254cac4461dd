import { type Addresses, Api, type Signed } from './api'
import { Chat } from './chat'
import { pause } from './pace'
import { identified } from './sessions'
import { type Settings, settings } from './settings'
import { Store, shelf } from './store'
import { strings } from './strings'
import { surroundings } from './surroundings'
import { Widget } from './view/widget'

/** What a website can ask of its widget: `BatonWidget.open()`. */
export let open = (): void => {}
/** Closes the chat. */
export let close = (): void => {}

let early: { readonly signed: Signed | undefined } | undefined
/**
 * Says who the visitor is, once they have logged in: `BatonWidget.identify({ payload, signature })`
 * as the website's server signed it. Without anything, nobody is logged in any more.
 */
export let identify = (signed?: Signed): void => {
  early = { signed }
}

/** Where the API is: the script tag says so, or the deployment's `config.json` beside the script. */
async function addresses(set: Settings, script: string): Promise<Addresses> {
  if (set.apiUrl !== undefined) return { apiUrl: set.apiUrl, wsUrl: set.wsUrl }
  for (let failed = 0; ; ) {
    try {
      const answer = await fetch(new URL('config.json', script), { credentials: 'omit' })
      const { api_url, ws_url } = (await answer.json()) as { api_url: string; ws_url?: string }
      return { apiUrl: api_url, wsUrl: set.wsUrl ?? ws_url }
    } catch {
      failed += 1
      await new Promise((later) => setTimeout(later, pause(failed, Math.random())))
    }
  }
}

async function start(script: HTMLScriptElement): Promise<void> {
  const pageLocale = document.documentElement.lang || navigator.language
  const set = settings(script.dataset, pageLocale)
  if (set === undefined) throw new Error('the widget needs data-connection')
  const api = new Api(await addresses(set, script.src), set.connectionId)
  const store = new Store(shelf(window), set.connectionId)
  // From the beginning: a page that nobody is logged in on forgets what was proved before.
  const visit = early ? identified(set.visit, early.signed) : set.visit
  const chat = new Chat(api, store, visit, surroundings(set.connectionId))
  open = () => chat.setOpen(true)
  close = () => chat.setOpen(false)
  identify = (signed) => chat.identify(signed)
  const widget = new Widget(set, strings(set.locale), {
    setOpen: (wanted) => chat.setOpen(wanted),
    write: (text) => chat.write(text),
    attach: (files, text) => chat.attach(files, text),
    fileOf: (seq) => chat.fileOf(seq),
    types: () => chat.types(),
    retry: (id) => chat.retry(id),
    discard: (id) => chat.discard(id),
  })
  document.body.append(widget.host)
  chat.listen((state) => widget.show(state))
  chat.resume()
  document.addEventListener('visibilitychange', () => chat.wake())
  addEventListener('online', () => chat.wake())
  addEventListener('pageshow', () => chat.wake())
  addEventListener('offline', () => chat.storeChanged())
  addEventListener('storage', (event) => {
    if (store.owns(event.key)) chat.storeChanged()
  })
}

const script = document.currentScript
// A tag that stands there twice puts one widget.
if (script instanceof HTMLScriptElement && !customElements.get('baton-chat')) {
  customElements.define('baton-chat', class extends HTMLElement {})
  const begin = () => void start(script)
  if (document.body === null) addEventListener('DOMContentLoaded', begin)
  else begin()
}
