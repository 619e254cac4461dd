import type { PolicySummary } from '../../api/settings'
import { useWords } from '../../words/words'

/** What to call a version. */
export function useVersionName(): (
  version: Pick<PolicySummary, 'number'> & Partial<PolicySummary>,
) => string {
  const { t } = useWords()
  return ({ number, author }) => {
    if (number === 0) return t('triggers.first')
    if (number !== null) return t('triggers.version', { number })
    return author ? t('triggers.draft_by', { name: author.name }) : t('triggers.draft')
  }
}
