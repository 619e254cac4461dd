import { useWords } from '../../words/words'
import { Title } from '../frame'

export function ConnectionsPage() {
  const { t } = useWords()
  return <Title>{t('connections.title')}</Title>
}
