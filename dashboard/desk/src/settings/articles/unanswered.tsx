import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import type { QuestionGroup } from '../../api/knowledge'
import { useDesk } from '../../shell/context'
import { formatMoment } from '../../time/format'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/field'
import { Empty, Failed, Loading } from '../../ui/states'
import { useWords } from '../../words/words'
import { languageName } from './locale-field'

const DAYS = [7, 30, 90] as const

/** What customers asked and the bot was not sure enough of, put together by what it asks for. */
export function Unanswered() {
  const { t } = useWords()
  const { api } = useDesk()
  const [days, setDays] = useState(30)
  const list = useQuery({
    queryKey: ['unanswered', days],
    queryFn: () => api.unanswered(days),
    staleTime: 10_000,
  })
  return (
    <section aria-label={t('articles.view.unanswered')} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p role="status" className="text-muted">
          {list.data &&
            t(list.data.is_more ? 'unanswered.count_more' : 'unanswered.count', {
              count: list.data.questions,
            })}
        </p>
        <Choice
          aria-label={t('unanswered.days')}
          className="w-auto"
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {t('unanswered.last_days', { count: one })}
            </option>
          ))}
        </Choice>
      </div>
      {list.isPending ? (
        <Loading rows={3} className="p-0" />
      ) : list.error ? (
        <Failed error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <Empty icon={<CircleCheck aria-hidden="true" />} title={t('unanswered.empty')}>
          {t('unanswered.empty_detail')}
        </Empty>
      ) : (
        <ul className="grid gap-2">
          {list.data.items.map((group) => (
            <Group key={group.question} group={group} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Group({ group }: { group: QuestionGroup }) {
  const { t, language } = useWords()
  const { question, size, nearest, languages, last_at, examples } = group
  return (
    <li className="grid gap-2 rounded-lg border bg-surface p-3">
      <div className="flex flex-wrap items-start gap-2">
        <p dir="auto" className="min-w-48 flex-1 font-medium break-words">
          {question}
        </p>
        <Badge tone="warn">{t('unanswered.times', { count: size })}</Badge>
      </div>
      <p className="text-xs text-muted">
        {t('unanswered.last', { moment: formatMoment(last_at, language) })}
        {languages.length > 0 &&
          ` · ${languages.map((tag) => languageName(tag, language)).join(', ')}`}
      </p>
      <details>
        <summary className="w-fit cursor-pointer text-muted">
          {t('unanswered.examples', { count: examples.length })}
        </summary>
        <ul className="mt-1.5 grid gap-1.5">
          {examples.map((example) => (
            <li key={`${example.escalation_id} ${example.at}`}>
              <Link
                to="/conversations/$id"
                params={{ id: example.conversation_id }}
                className="rounded-sm underline underline-offset-2"
              >
                <bdi>{example.question}</bdi>
              </Link>{' '}
              <time dateTime={example.at} className="text-xs text-muted">
                {formatMoment(example.at, language)}
              </time>
            </li>
          ))}
        </ul>
      </details>
      <div className="flex flex-wrap gap-2">
        <Button asChild size="sm" variant="soft">
          <Link to="/settings/articles/$id" params={{ id: 'new' }} search={{ question }}>
            {t('unanswered.write')}
          </Link>
        </Button>
        {nearest && (
          <Button asChild size="sm" className="max-w-full">
            <Link
              to="/settings/articles/$id"
              params={{ id: nearest.article_id }}
              search={{ question }}
            >
              <span className="truncate">{t('unanswered.add_to', { title: nearest.title })}</span>
            </Link>
          </Button>
        )}
      </div>
    </li>
  )
}
