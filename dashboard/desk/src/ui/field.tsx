import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import { cn } from './cn'

const box =
  'w-full rounded-md border border-control/60 bg-surface px-2.5 text-foreground placeholder:text-muted disabled:opacity-60'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(box, 'h-9', className)} {...rest} />
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(box, 'min-h-20 py-2', className)} {...rest} />
}

/** The platform's own list: it works everywhere, with every keyboard and reader. */
export function Choice({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={cn(box, 'h-9 pe-7', className)} {...rest} />
}

export function Field({
  label,
  hint,
  children,
}: {
  label: string
  hint?: string
  children: (id: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {label}
      </label>
      {children(id)}
      {hint && <p className="text-xs text-muted">{hint}</p>}
    </div>
  )
}
