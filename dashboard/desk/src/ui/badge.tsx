import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const look = cva(
  'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        plain: 'bg-raised text-foreground',
        primary: 'bg-primary-soft text-on-primary-soft',
        danger: 'bg-danger-soft text-on-danger-soft',
        warn: 'bg-warn-soft text-on-warn-soft',
        good: 'bg-good-soft text-on-good-soft',
        info: 'bg-info-soft text-on-info-soft',
      },
    },
    defaultVariants: { tone: 'plain' },
  },
)

export type Tone = NonNullable<VariantProps<typeof look>['tone']>

export function Badge({
  className,
  tone,
  ...rest
}: ComponentProps<'span'> & VariantProps<typeof look>) {
  return <span className={cn(look({ tone }), className)} {...rest} />
}
