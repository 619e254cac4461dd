import type { Settings } from '../settings'
import type { ChatState } from '../state'
import type { Strings } from '../strings'
import { h, ICONS, icon, say, set } from './dom'
import { Panel, type PanelActions } from './panel'
import { sheet } from './styles'

const PHONE = '(max-width: 480px)'
const COUNTED = /^\(\d+\+?\) /

/** The widget on the page: a round button, and the panel that it opens. */
export class Widget {
  readonly host = document.createElement('baton-chat')
  private readonly root: ShadowRoot
  private readonly frame: HTMLElement
  private readonly launcher: HTMLButtonElement
  private readonly badge = h('span', { class: 'badge', 'aria-hidden': 'true' })
  private readonly panel: Panel
  private open = false

  constructor(
    private readonly settings: Settings,
    private readonly strings: Strings,
    acts: Omit<PanelActions, 'close'> & { readonly setOpen: (open: boolean) => void },
  ) {
    const { dir, lang } = strings
    this.launcher = h('button', {
      type: 'button',
      class: 'launcher',
      'aria-haspopup': 'dialog',
      'aria-controls': 'panel',
    })
    this.launcher.append(icon(ICONS.chat), this.badge)
    this.launcher.addEventListener('click', () => acts.setOpen(!this.open))
    this.panel = new Panel(settings, strings, { ...acts, close: () => acts.setOpen(false) })
    this.panel.element.hidden = true
    this.frame = h('div', { class: 'frame', dir, lang }, this.panel.element, this.launcher)
    this.root = this.host.attachShadow({ mode: 'open' })
    this.root.adoptedStyleSheets = [sheet()]
    this.root.append(this.frame)
    this.dress()
  }

  show(state: ChatState): void {
    const { openUnread, open, close } = this.strings
    const isNews = state.open !== this.open
    this.open = state.open
    this.panel.element.hidden = !state.open
    this.panel.show(state)
    set(this.host, { 'data-open': state.open ? '' : undefined })
    set(this.launcher, {
      'aria-expanded': String(state.open),
      'aria-label': state.open ? close : state.unread > 0 ? openUnread(state.unread) : open,
    })
    this.badge.hidden = state.unread === 0 || state.open
    say(this.badge, count(state.unread))
    entitle(state.unread)
    if (!isNews) return
    this.launcher.firstElementChild?.replaceWith(icon(state.open ? ICONS.close : ICONS.chat))
    if (state.open) this.panel.focus()
    else this.launcher.focus()
  }

  /** Colours, side and size, by the settings and by the system's. */
  private dress(): void {
    const { theme, position, accent } = this.settings
    const isRight = (position === 'end') === (this.strings.dir === 'ltr')
    set(this.host, { 'data-side': isRight ? 'right' : 'left' })
    const dark = matchMedia('(prefers-color-scheme: dark)')
    const phone = matchMedia(PHONE)
    const adapt = () => {
      const isDark = theme === 'dark' || (theme === 'auto' && dark.matches)
      set(this.host, { 'data-scheme': isDark ? 'dark' : 'light' })
      this.panel.modal = phone.matches
    }
    dark.addEventListener('change', adapt)
    phone.addEventListener('change', adapt)
    adapt()
    if (accent === undefined) return
    this.frame.style.setProperty('--fill', accent.fill)
    this.frame.style.setProperty('--on-fill', accent.text)
  }
}

function count(unread: number): string {
  return unread > 99 ? '99+' : String(unread)
}

/** Says in the page's title how much is unread; the site may change the rest of it meanwhile. */
function entitle(unread: number): void {
  const own = document.title.replace(COUNTED, '')
  const title = unread > 0 ? `(${count(unread)}) ${own}` : own
  if (document.title !== title) document.title = title
}
