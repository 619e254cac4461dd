import { useWords } from '../../words/words'
import { Title } from '../frame'

export function PeoplePage() {
  const { t } = useWords()
  return <Title>{t('people.title')}</Title>
}
