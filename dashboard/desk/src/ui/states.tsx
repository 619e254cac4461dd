import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { Button } from './button'
import { cn } from './cn'

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn('animate-pulse rounded-md bg-raised', className)} />
}

/** What a page shows while its first answer is on its way. */
export function Loading({ rows = 6, className }: { rows?: number; className?: string }) {
  const { t } = useWords()
  return (
    <div role="status" className={cn('grid gap-2 p-4', className)}>
      <span className="sr-only">{t('state.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row.toString()} className="h-11" />
      ))}
    </div>
  )
}

export function Empty({
  icon,
  title,
  children,
}: {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="grid justify-items-center gap-1.5 px-6 py-8 text-center text-muted [&_svg]:size-7">
      {icon}
      <div className="font-medium text-foreground">{title}</div>
      {children && <div className="max-w-sm">{children}</div>}
    </div>
  )
}

/** What went wrong, and what to do about it. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords()
  const said = saying(error, t)
  return (
    <div
      role="alert"
      className="m-4 flex items-start gap-3 rounded-lg bg-danger-soft p-4 text-on-danger-soft"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
      <div className="flex-1">
        <p className="font-medium">{said.title}</p>
        <p>{said.detail}</p>
      </div>
      {onRetry && (
        <Button size="sm" onClick={onRetry} className="text-foreground">
          {t('state.retry')}
        </Button>
      )}
    </div>
  )
}
