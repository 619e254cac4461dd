import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useId } from 'react'

/** What a control must carry so that readers hear what is said of it. */
export interface Checked {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** A field with room below for what is wrong with what was entered. */
export function CheckedField({
  label,
  hint,
  error,
  children,
}: {
  label: string
  hint?: ReactNode
  error?: string | undefined
  children: (control: Checked) => ReactNode
}) {
  const id = useId()
  const said = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': said || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 text-xs text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <bdi>{error}</bdi>
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </div>
      )}
    </div>
  )
}
