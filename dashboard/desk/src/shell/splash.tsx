import { useWords } from '../words/words'
import { Mark } from './mark'

export function Splash() {
  const { t } = useWords()
  return (
    <div role="status" className="grid h-full place-content-center justify-items-center gap-3">
      <Mark className="size-12 animate-pulse" />
      <span className="text-muted">{t('state.loading')}</span>
    </div>
  )
}
