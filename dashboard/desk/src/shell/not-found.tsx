import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { Empty } from '../ui/states'
import { useWords } from '../words/words'

export function NotFound() {
  const { t } = useWords()
  return (
    <Empty icon={<Compass aria-hidden="true" />} title={<h1>{t('not_found.title')}</h1>}>
      <Link to="/escalations" className="text-primary underline">
        {t('not_found.back')}
      </Link>
    </Empty>
  )
}
