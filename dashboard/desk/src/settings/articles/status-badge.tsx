import { CircleCheck, PencilLine } from 'lucide-react'
import type { ArticleStatus } from '../../api/knowledge'
import { Badge } from '../../ui/badge'
import { useWords } from '../../words/words'

/** Whether the bot answers from an article. */
export function StatusBadge({ status }: { status: ArticleStatus }) {
  const { t } = useWords()
  const Icon = status === 'published' ? CircleCheck : PencilLine
  return (
    <Badge tone={status === 'published' ? 'good' : 'plain'}>
      <Icon aria-hidden="true" />
      {t(`article.status.${status}`)}
    </Badge>
  )
}
