import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Article } from '../../api/knowledge'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { useWords } from '../../words/words'
import { DeleteDialog } from '../delete-dialog'

/** The way to be rid of an article, once one has been told what goes with it. */
export function Delete({
  article,
  unsaved,
  onGone,
}: {
  article: Article
  unsaved: boolean
  onGone: () => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const { id, title, questions, source } = article
  const leave = async () => {
    onGone()
    await navigate({
      to: '/settings/articles',
      replace: true,
      ignoreBlocker: true,
      state: { said: t('article.deleted', { title }) },
    })
    queries.removeQueries({ queryKey: ['article', id] })
    void queries.invalidateQueries({ queryKey: ['articles'] })
  }
  return (
    <>
      <Button size="sm" variant="danger" className="ms-auto" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        {t('article.delete')}
      </Button>
      {asking && (
        <DeleteDialog
          title={t('article.delete_title', { title })}
          lost={[
            questions.length > 0
              ? t('article.delete_with_questions', { count: questions.length })
              : t('article.delete_text'),
            article.status === 'published' && t('article.delete_live'),
            unsaved && t('delete.unsaved'),
            source !== null && t('article.delete_source', { source }),
          ].filter((sentence) => sentence !== false)}
          action={t('article.delete_action')}
          version={article.version}
          changedBy={article.updated_by.name}
          onDelete={(version) => api.deleteArticle(id, version)}
          onStale={() => queries.invalidateQueries({ queryKey: ['article', id] })}
          onGone={() => void leave()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
