import { useWords } from '../../words/words'
import { Title } from '../frame'

export function TriggersPage() {
  const { t } = useWords()
  return <Title>{t('triggers.title')}</Title>
}
