import type { Presence } from '../api/client'
import { cn } from '../ui/cn'

/** Whether an agent is there, told by shape as well as by colour. */
export function PresenceDot({ presence }: { presence: Presence }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'size-2.5 shrink-0 rounded-full border-2',
        presence === 'online' && 'border-emerald-500 bg-emerald-500',
        presence === 'away' && 'rounded-sm border-amber-500 bg-amber-500',
        presence === 'offline' && 'border-control',
      )}
    />
  )
}
