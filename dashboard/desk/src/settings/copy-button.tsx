import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { useWords } from '../words/words'

const SHOWN_MILLISECONDS = 3_000

/** Puts a text on the clipboard, and says whether it is there. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useWords()
  const [came, setCame] = useState<'copied' | 'copy_failed'>()
  useEffect(() => {
    if (came !== 'copied') return
    const timer = setTimeout(() => setCame(undefined), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [came])
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        aria-label={label}
        onClick={() => {
          // Without a secure address there is no clipboard at all.
          const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('none'))
          copied.then(
            () => setCame('copied'),
            () => setCame('copy_failed'),
          )
        }}
      >
        {came === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        {t('settings.copy')}
      </Button>
      <span role="status" className="text-xs text-muted empty:hidden">
        {came && t(`settings.${came}`)}
      </span>
    </span>
  )
}
