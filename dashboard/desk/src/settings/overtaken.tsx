import { GitCompareArrows } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../ui/button'
import { useWords } from '../words/words'

/** Somebody saved what is being changed here: what they changed, and the choice between both. */
export function Overtaken({
  name,
  children,
  onTheirs,
  onMine,
}: {
  name: string | undefined
  children: ReactNode
  onTheirs: () => void
  onMine: () => void
}) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  // It stands far above the button that led here; who is typing is left alone.
  useEffect(() => {
    const isTyping = document.activeElement?.matches('input, textarea, select') ?? false
    if (!isTyping) box.current?.focus()
  }, [])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="grid gap-3 rounded-lg bg-warn-soft p-4 text-on-warn-soft"
    >
      <div className="flex items-start gap-3">
        <GitCompareArrows aria-hidden="true" className="mt-0.5 size-5 shrink-0" />
        <div>
          <p className="font-medium">
            {t('settings.conflict.title', { name: name ?? t('settings.conflict.somebody') })}
          </p>
          <p>{t('settings.conflict.detail')}</p>
        </div>
      </div>
      <div className="rounded-md bg-surface p-3 text-foreground">{children}</div>
      <div className="flex flex-wrap gap-2 text-foreground">
        <Button size="sm" onClick={onMine}>
          {t('settings.conflict.mine')}
        </Button>
        <Button size="sm" onClick={onTheirs}>
          {t('settings.conflict.theirs')}
        </Button>
      </div>
    </div>
  )
}
