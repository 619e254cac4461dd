import { type ReactNode, useId } from 'react'
import { cn } from '../ui/cn'

/** One subject of a settings page, with its heading and what can be done about it. */
export function Card({
  title,
  actions,
  children,
  className,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
  className?: string
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={cn('grid min-w-0 gap-3 rounded-lg border bg-surface p-4', className)}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 id={id} className="flex-1 font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  )
}
