import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { arrange } from '../escalations/arrange'
import { UrgencyBadge, Wait } from '../escalations/signs'
import { useDesk, useEscalations } from '../shell/context'
import { serverNow } from '../time/clock'
import { cn } from '../ui/cn'
import { contactName } from '../words/contact'
import { useWords } from '../words/words'

const MOST = 50

/** The agent's own, and who waits, beside the conversation at hand. */
export function SideList({ current, className }: { current: string; className?: string }) {
  const { t } = useWords()
  const { me } = useDesk()
  const { book } = useEscalations()
  const layout = useMemo(
    () =>
      arrange(
        [...book.values()].map((entry) => entry.value),
        {},
        me.id,
        serverNow(),
      ),
    [book, me.id],
  )
  return (
    <nav
      aria-label={t('conversation.list')}
      className={cn('min-h-0 overflow-y-auto border-e bg-surface', className)}
    >
      {(['mine', 'waiting'] as const).map((section) => (
        <section key={section} aria-label={t(`section.${section}`)}>
          <h2 className="sticky top-0 flex items-center gap-2 border-b bg-background px-3 py-2 text-xs font-semibold">
            {t(`section.${section}`)}
            <span className="rounded-full bg-raised px-2 font-medium tabular-nums">
              {layout[section].length}
            </span>
          </h2>
          {layout[section].length === 0 && (
            <p className="px-3 py-4 text-xs text-muted">{t(`empty.${section}`)}</p>
          )}
          <ul>
            {layout[section].slice(0, MOST).map((id) => {
              const one = book.get(id)?.value
              if (!one) return null
              return (
                <li key={id}>
                  <Link
                    to="/conversations/$id"
                    params={{ id: one.conversation_id }}
                    aria-current={one.conversation_id === current ? 'page' : undefined}
                    className={cn(
                      'block border-b px-3 py-2 -outline-offset-2 hover:bg-raised',
                      one.conversation_id === current && 'bg-primary-soft text-on-primary-soft',
                    )}
                  >
                    <span className="flex items-baseline gap-2">
                      <bdi className="min-w-0 flex-1 truncate font-medium">
                        {contactName(one.contact, one.channel, t)}
                      </bdi>
                      <span className="text-xs tabular-nums">
                        {section === 'waiting' ? <Wait escalation={one} /> : `#${one.ticket}`}
                      </span>
                    </span>
                    <span className="mt-0.5 flex items-center gap-2 text-xs">
                      <span className="min-w-0 flex-1 truncate">{t(`reason.${one.reason}`)}</span>
                      {one.urgency === 'high' && <UrgencyBadge urgency="high" />}
                    </span>
                  </Link>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </nav>
  )
}
