import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { Bell, Headset, type LucideIcon, MessagesSquare, Search, Settings } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Kbd } from '../ui/kbd'
import { type Key, useWords } from '../words/words'
import { Announcements, usePendingCount } from './announcements'
import { useCommands } from './commands'
import { ConnectionSign } from './connection'
import { useEscalations, useMe } from './context'
import { useKeys } from './keys'
import { Mark } from './mark'

const AgentMenu = lazy(() => import('./agent-menu'))
const PresenceMenu = lazy(() => import('./presence'))
const loadPalette = () => import('./palette')
const Palette = lazy(loadPalette)
const Help = lazy(() => import('./help'))

const PLACES = [
  { to: '/escalations', label: 'nav.escalations', icon: Headset },
  { to: '/conversations', label: 'nav.conversations', icon: MessagesSquare },
  { to: '/notifications', label: 'nav.notifications', icon: Bell },
  { to: '/settings', label: 'nav.settings', icon: Settings },
] as const satisfies readonly { to: string; label: Key; icon: LucideIcon }[]

/** What stands around every page. */
export function Frame() {
  const { t } = useWords()
  const navigate = useNavigate()
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)

  // Whoever opens it types at once: it should be there by then.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), 500)
    return () => clearTimeout(timer)
  }, [])

  useKeys({
    '$mod+KeyK': (event) => {
      event.preventDefault()
      setPalette((open) => !open)
    },
    // Some keyboards have it without Shift.
    'Shift+?': () => setHelp(true),
    '?': () => setHelp(true),
  })
  useCommands(
    useMemo(
      () => [
        ...PLACES.map((place) => ({
          id: place.to,
          label: t('palette.go', { place: t(place.label) }),
          run: () => void navigate({ to: place.to }),
        })),
        { id: 'help', label: t('help.title'), keys: '?', run: () => setHelp(true) },
      ],
      [t, navigate],
    ),
  )

  return (
    <div className="grid h-full grid-cols-1 grid-rows-[auto_1fr_auto] md:grid-cols-[auto_1fr] md:grid-rows-[auto_1fr]">
      <a
        href="#page"
        className="sr-only z-50 rounded-md bg-surface p-2 focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {t('nav.skip')}
      </a>
      <header className="flex h-13 items-center gap-2 border-b bg-surface px-3 md:col-span-2">
        <Link to="/escalations" className="flex items-center gap-2 rounded-md font-semibold">
          <Mark />
          <span className="sr-only sm:not-sr-only">Baton</span>
        </Link>
        <ConnectionSign />
        <div className="flex-1" />
        <Button size="sm" onClick={() => setPalette(true)} className="text-muted">
          <Search aria-hidden="true" />
          <span className="sr-only lg:not-sr-only">{t('palette.open')}</span>
          <Kbd className="hidden lg:inline-flex">
            {navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl '}K
          </Kbd>
        </Button>
        <Suspense fallback={<div className="h-9 w-14 sm:w-34" />}>
          <PresenceMenu />
          <AgentMenu onHelp={() => setHelp(true)} />
        </Suspense>
      </header>
      <Places className="hidden md:flex" />
      <main id="page" tabIndex={-1} className="min-h-0 min-w-0 overflow-hidden outline-none">
        <Outlet />
      </main>
      <Places className="flex border-t md:hidden" bottom />
      <Announcements />
      <Suspense
        fallback={
          // What is typed meanwhile is for it, and no key of the page below.
          <div
            role="dialog"
            aria-busy="true"
            aria-label={t('state.loading')}
            className="fixed inset-0 z-40 bg-black/45"
          />
        }
      >
        {palette && <Palette onClose={() => setPalette(false)} />}
        {help && <Help onClose={() => setHelp(false)} />}
      </Suspense>
    </div>
  )
}

function Places({ className, bottom = false }: { className?: string; bottom?: boolean }) {
  const { t } = useWords()
  const pending = usePendingCount()
  const me = useMe()
  const { book } = useEscalations()
  const mine = useMemo(
    () =>
      [...book.values()].filter(
        ({ value }) => value.status === 'open' && value.assignee?.id === me.id,
      ).length,
    [book, me.id],
  )

  useEffect(() => {
    document.title = pending > 0 ? `(${pending}) Baton` : 'Baton'
  }, [pending])

  return (
    <nav
      aria-label={t('nav.label')}
      className={cn(
        'bg-surface',
        bottom ? 'justify-around' : 'w-14 flex-col gap-1 border-e p-2 xl:w-48',
        className,
      )}
    >
      {PLACES.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={cn(
            'relative flex items-center rounded-md text-muted hover:bg-raised hover:text-foreground',
            bottom ? 'flex-col gap-0.5 px-2 py-1.5 text-[0.6875rem]' : 'h-10 gap-3 px-2.5',
          )}
          activeProps={{ className: 'bg-primary-soft text-on-primary-soft font-medium' }}
        >
          <Icon aria-hidden="true" className="size-5 shrink-0" />
          <span className={cn(!bottom && 'sr-only xl:not-sr-only xl:flex-1')}>{t(label)}</span>
          {to === '/escalations' && mine > 0 && (
            <span
              className={cn(
                'min-w-5 rounded-full bg-primary px-1.5 text-center text-[0.6875rem] leading-5 font-semibold text-primary-foreground',
                bottom ? 'absolute end-1 top-0' : 'absolute end-0 top-0 xl:static',
              )}
            >
              {mine}
              <span className="sr-only"> {t('section.mine')}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
