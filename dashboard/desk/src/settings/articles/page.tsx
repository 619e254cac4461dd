import { useWords } from '../../words/words'
import { Title } from '../frame'

export function ArticlesPage() {
  const { t } = useWords()
  return <Title>{t('articles.title')}</Title>
}
