import { cn } from '../ui/cn'

/** The product's sign. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-7', className)}>
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <path d="M9 22.5 22.5 9" stroke="#fff" strokeWidth="5" strokeLinecap="round" />
      <circle cx="9.5" cy="22" r="2" fill="#99f6e4" />
    </svg>
  )
}
