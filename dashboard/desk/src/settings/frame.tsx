import { Link, Outlet, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../shell/context'
import { Empty } from '../ui/states'
import { useWords } from '../words/words'
import { SETTINGS, settingsOf } from './places'

/** What stands around each page of the settings: the way to the others that are for this agent. */
export function SettingsFrame() {
  const { t } = useWords()
  const { role } = useMe()
  const { pathname } = useLocation()
  const place = SETTINGS.findLast(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
  const allowed = place === undefined || place.roles.includes(role)
  return (
    <div className="grid h-full grid-rows-[auto_1fr] overflow-hidden lg:grid-cols-[13rem_1fr] lg:grid-rows-1">
      <nav
        aria-label={t('nav.settings')}
        className="flex gap-1 overflow-x-auto border-b p-2 lg:flex-col lg:overflow-y-auto lg:border-e lg:border-b-0"
      >
        {settingsOf(role).map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/settings' }}
            className="shrink-0 rounded-md px-3 py-2 text-muted hover:bg-raised hover:text-foreground"
            activeProps={{ className: 'bg-primary-soft text-on-primary-soft font-medium' }}
          >
            {t(label)}
          </Link>
        ))}
      </nav>
      <div className="min-h-0 overflow-y-auto">
        <div className="mx-auto grid max-w-4xl content-start gap-4 p-4">
          {allowed ? (
            <Outlet />
          ) : (
            <Empty title={t('settings.not_yours.title')}>{t('settings.not_yours.detail')}</Empty>
          )}
        </div>
      </div>
    </div>
  )
}

/** The heading of a settings page. */
export function Title({ children }: { children: ReactNode }) {
  return <h1 className="text-base font-semibold">{children}</h1>
}
