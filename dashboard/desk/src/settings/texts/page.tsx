import { useWords } from '../../words/words'
import { Title } from '../frame'

export function TextsPage() {
  const { t } = useWords()
  return <Title>{t('texts.title')}</Title>
}
