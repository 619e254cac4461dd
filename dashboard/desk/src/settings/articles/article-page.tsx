import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useDesk } from '../../shell/context'
import { Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { Editor } from './editor'

const route = getRouteApi('/settings/articles/$id')

/** One article, or one that is about to be written. */
export function ArticlePage() {
  const { t } = useWords()
  const { id } = route.useParams()
  const { question } = route.useSearch()
  return (
    <>
      <Link
        to="/settings/articles"
        className="flex w-fit items-center gap-1 rounded-md text-muted hover:text-foreground"
      >
        <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        {t('articles.title')}
      </Link>
      {id === 'new' ? (
        <Editor key={`new ${question ?? ''}`} id="new" question={question} />
      ) : (
        <Present key={`${id} ${question ?? ''}`} id={id} question={question} />
      )}
    </>
  )
}

function Present({ id, question }: { id: string; question: string | undefined }) {
  const { api } = useDesk()
  const article = useQuery({ queryKey: ['article', id], queryFn: () => api.article(id) })
  if (article.data) return <Editor id={id} article={article.data} question={question} />
  if (article.error) {
    return <Failed error={article.error} onRetry={() => void article.refetch()} />
  }
  return <Loading className="p-0" />
}
