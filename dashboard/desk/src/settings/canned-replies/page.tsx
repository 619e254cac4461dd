import { useWords } from '../../words/words'
import { Title } from '../frame'

export function CannedRepliesPage() {
  const { t } = useWords()
  return <Title>{t('canned.title')}</Title>
}
