import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWords } from '../words/words'
import { Button } from './button'
import { cn } from './cn'

/** A question or a form above the page. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  closable = true,
  onClosed,
  className,
}: {
  open: boolean
  onOpenChange?: (open: boolean) => void
  title: string
  description?: string | undefined
  children: ReactNode
  closable?: boolean
  /** It is gone, and the focus goes back to where it was, unless that is prevented. */
  onClosed?: (event: Event) => void
  className?: string
}) {
  const { t } = useWords()
  return (
    <Radix.Root open={open} onOpenChange={(next) => closable && onOpenChange?.(next)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...(onClosed ? { onCloseAutoFocus: onClosed } : {})}
          className={cn(
            'fixed inset-x-3 top-[12vh] z-50 mx-auto max-h-[80vh] max-w-md overflow-y-auto rounded-xl border bg-surface p-5 shadow-xl',
            className,
          )}
        >
          <div className="mb-3 flex items-start gap-3">
            <Radix.Title className="flex-1 text-base font-semibold">{title}</Radix.Title>
            {closable && (
              <Radix.Close asChild>
                <Button
                  variant="ghost"
                  size="icon"
                  className="-me-2 -mt-2"
                  aria-label={t('dialog.close')}
                >
                  <X />
                </Button>
              </Radix.Close>
            )}
          </div>
          {description && (
            <Radix.Description className="mb-4 text-muted">{description}</Radix.Description>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
