import { useWords } from '../../words/words'
import { Title } from '../frame'

export function QuotaPage() {
  const { t } = useWords()
  return <Title>{t('quota.title')}</Title>
}
