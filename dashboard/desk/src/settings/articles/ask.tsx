import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bot, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { ArticleFind, TestAnswer } from '../../api/knowledge'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { cn } from '../../ui/cn'
import { Input } from '../../ui/field'
import { saying } from '../../words/problems'
import { type Language, useWords } from '../../words/words'
import { faultOf, isToldAt } from '../faults'

const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'percent' }).format(share)

/** A question as a customer might ask it, and what the bot would say. */
export function AskBox() {
  const { t } = useWords()
  const { api } = useDesk()
  const [question, setQuestion] = useState('')
  const ask = useMutation({ mutationFn: (asked: string) => api.askArticles(asked) })
  return (
    <section aria-labelledby="ask" className="grid gap-3 rounded-lg border bg-surface p-4">
      <h2 id="ask" className="font-semibold">
        {t('ask.title')}
      </h2>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (question.trim() !== '') ask.mutate(question.trim())
        }}
      >
        <div className="min-w-48 flex-1">
          <CheckedField label={t('ask.question')} error={faultOf(ask.error, 'question', t)}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                maxLength={4_096}
                placeholder={t('ask.placeholder')}
                value={question}
                onChange={(event) => setQuestion(event.target.value)}
              />
            )}
          </CheckedField>
        </div>
        <Button type="submit" variant="soft" disabled={ask.isPending || question.trim() === ''}>
          {t(ask.isPending ? 'ask.asking' : 'ask.action')}
        </Button>
      </form>
      {ask.error && !isToldAt(ask.error, ['question']) && (
        <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
          <span className="font-medium">{saying(ask.error, t).title}</span>{' '}
          {saying(ask.error, t).detail}
        </p>
      )}
      <div aria-live="polite" className="empty:absolute">
        {ask.data && !ask.isPending && <Answer answer={ask.data} question={ask.variables ?? ''} />}
      </div>
    </section>
  )
}

function Answer({ answer, question }: { answer: TestAnswer; question: string }) {
  const { t, language } = useWords()
  const { best, threshold, searched, would_answer: answers, runners_up: others } = answer
  const Icon = answers ? Bot : UserRound
  return (
    <div className="grid gap-3">
      <p
        className={cn(
          'flex items-center gap-2 rounded-md p-2.5 font-medium',
          answers ? 'bg-good-soft text-on-good-soft' : 'bg-warn-soft text-on-warn-soft',
        )}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {t(answers ? 'ask.answers' : best ? 'ask.unsure' : 'ask.nothing')}
      </p>
      {best && (
        <>
          <figure className="grid gap-1.5">
            <blockquote
              dir="auto"
              className="border-s-2 border-primary ps-3 break-words whitespace-pre-wrap"
            >
              {best.passage}
            </blockquote>
            <figcaption className="text-muted">
              {t(answers ? 'ask.from' : 'ask.nearest')} <FindLink find={best} />
            </figcaption>
          </figure>
          <Confidence score={best.score} threshold={threshold} />
        </>
      )}
      {!answers && (
        <Button asChild size="sm" className="justify-self-start">
          <Link to="/settings/articles/$id" params={{ id: 'new' }} search={{ question }}>
            {t('unanswered.write')}
          </Link>
        </Button>
      )}
      {others.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted">
            {t('ask.others', { count: others.length })}
          </summary>
          <ul className="mt-1.5 grid gap-1">
            {others.map((find, place) => (
              <li key={place.toString()} className="flex justify-between gap-3">
                <FindLink find={find} />
                <span className="text-muted">{percent(find.score, language)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {searched === 'articles_instead' && (
        <p className="rounded-md bg-warn-soft p-2.5 text-on-warn-soft">{t('ask.instead')}</p>
      )}
      <p className="text-xs text-muted">
        {searched === 'knowledge_base' && t('ask.knowledge_base')} {t('ask.still')}
      </p>
    </div>
  )
}

function FindLink({ find: { article_id, title, source } }: { find: ArticleFind }) {
  if (article_id === null) {
    return (
      <span className="font-medium wrap-anywhere text-foreground">
        <bdi>{title || source}</bdi>
        {title && source && <bdi className="block text-xs font-normal text-muted">{source}</bdi>}
      </span>
    )
  }
  return (
    <Link
      to="/settings/articles/$id"
      params={{ id: article_id }}
      className="rounded-sm font-medium text-foreground underline underline-offset-2"
    >
      <bdi>{title}</bdi>
    </Link>
  )
}

/** How sure the bot is, against how sure it must be. */
function Confidence({ score, threshold }: { score: number; threshold: number }) {
  const { t, language } = useWords()
  const said = t('ask.confidence', {
    score: percent(score, language),
    threshold: percent(threshold, language),
  })
  return (
    <div className="grid gap-1">
      <div
        role="meter"
        aria-label={t('ask.meter')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(score * 100)}
        aria-valuetext={said}
        className="relative h-2.5 rounded-full bg-raised"
      >
        <span
          className={cn(
            'absolute inset-y-0 start-0 rounded-full',
            score >= threshold ? 'bg-primary' : 'bg-danger',
          )}
          style={{ inlineSize: `${Math.min(1, score) * 100}%` }}
        />
        <span
          className="absolute -inset-y-1 w-0.5 bg-foreground"
          style={{ insetInlineStart: `${threshold * 100}%` }}
        />
      </div>
      <p className="text-xs text-muted">{said}</p>
    </div>
  )
}
