import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const look = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary/90',
        soft: 'bg-primary-soft text-on-primary-soft hover:bg-primary-soft/75',
        outline: 'border border-control/60 bg-surface hover:bg-raised',
        ghost: 'hover:bg-raised',
        danger: 'border border-danger/60 text-danger bg-surface hover:bg-danger-soft',
      },
      size: {
        sm: 'h-8 px-2.5 text-[0.8125rem]',
        md: 'h-9 px-3.5',
        icon: 'size-9',
      },
    },
    defaultVariants: { variant: 'outline', size: 'md' },
  },
)

const IDLE: ComponentProps<'button'> = {
  'aria-disabled': true,
  onClick: (event) => event.preventDefault(),
}

export function Button({
  className,
  variant,
  size,
  asChild = false,
  idle = false,
  ...rest
}: ComponentProps<'button'> &
  VariantProps<typeof look> & {
    asChild?: boolean
    /** Does nothing for now. Unlike one that is `disabled`, it keeps the focus of who pressed it. */
    idle?: boolean
  }) {
  const Part = asChild ? Slot.Root : 'button'
  return (
    <Part
      {...(asChild ? {} : { type: 'button' })}
      className={cn(look({ variant, size }), className)}
      {...rest}
      {...(idle ? IDLE : {})}
    />
  )
}
