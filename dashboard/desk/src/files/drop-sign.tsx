import { FileUp } from 'lucide-react'
import { useWords } from '../words/words'

/** Over the part of the page on which files may be dropped, while they are held there. */
export function DropSign() {
  const { t } = useWords()
  return (
    <div className="pointer-events-none absolute inset-2 z-30 grid place-content-center justify-items-center gap-2 rounded-xl border-2 border-dashed border-primary bg-primary-soft/90 text-on-primary-soft">
      <FileUp aria-hidden="true" className="size-8" />
      <p className="font-medium">{t('attach.drop')}</p>
    </div>
  )
}
