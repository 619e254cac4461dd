import { useNavigate } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import type { Article } from '../../api/knowledge'
import { formatMoment } from '../../time/format'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Input, Textarea } from '../../ui/field'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Conflict } from '../conflict'
import { faultOf, isToldAt } from '../faults'
import { Title } from '../frame'
import { Sides } from '../sides'
import { UnsavedGuard } from '../unsaved'
import { Delete } from './delete'
import { LONGEST_BODY, MOST_QUESTIONS, PARTS, textOf, wordsOf } from './edit'
import { LocaleField } from './locale-field'
import { StatusBadge } from './status-badge'
import { useEdit } from './use-edit'

export function Editor({
  id,
  article,
  question,
}: {
  id: string
  article?: Article
  question: string | undefined
}) {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const edit = useEdit(id, article, question)
  const { words, write, save, withdraw, theirs } = edit
  const published = article?.status === 'published'
  const busy = save.isPending || withdraw.isPending
  const error = save.error ?? withdraw.error

  const put = (publish: boolean) => {
    withdraw.reset()
    // What went wrong stands in `save.error`.
    void edit.put(publish).then(
      (saved) => {
        if (saved && !article) {
          void navigate({
            to: '/settings/articles/$id',
            params: { id: saved.id },
            replace: true,
            ignoreBlocker: true,
          })
        }
      },
      () => undefined,
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    put(false)
  }

  return (
    <>
      <UnsavedGuard unsaved={edit.unsaved && !busy} isKept onDiscard={edit.discard} />
      <div className="flex flex-wrap items-center gap-2">
        <Title>{article ? <bdi>{article.title}</bdi> : t('article.new')}</Title>
        {article && <StatusBadge status={article.status} />}
        {article && <Delete article={article} unsaved={edit.unsaved} onGone={edit.discard} />}
      </div>
      {article && (
        <p className="-mt-2 text-xs text-muted">
          {formatMoment(article.updated_at, language)} ·{' '}
          {t('article.changed', { name: article.updated_by.name })}
          {article.source !== null && ` · ${t('article.source', { source: article.source })}`}
        </p>
      )}
      {edit.restored && edit.unsaved && (
        <div className="flex flex-wrap items-center gap-2 rounded-lg bg-info-soft p-3 text-on-info-soft">
          <p className="flex-1">{t('article.restored')}</p>
          <Button size="sm" className="text-foreground" onClick={edit.discard}>
            {t('article.discard')}
          </Button>
        </div>
      )}
      {theirs && (
        <Conflict
          name={theirs.updated_by.name}
          detail={t(edit.clashes.length > 0 ? 'conflict.detail' : 'conflict.apart')}
          mine={t(edit.clashes.length > 0 ? 'conflict.keep_mine' : 'conflict.save_both')}
          onMine={edit.keepMine}
          onTheirs={edit.takeTheirs}
        >
          <Sides
            name={theirs.updated_by.name}
            clashes={edit.clashes.map((part) => ({
              label: t(`article.${part}`),
              mine: textOf(words, part),
              theirs: textOf(wordsOf(theirs), part),
            }))}
          />
        </Conflict>
      )}
      <form onSubmit={submit} noValidate className="grid gap-4 rounded-lg border bg-surface p-4">
        <CheckedField label={t('article.title')} error={faultOf(error, 'title', t)}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={words.title}
              maxLength={200}
              autoFocus={!article}
              onChange={(event) => write({ title: event.target.value })}
            />
          )}
        </CheckedField>
        <LocaleField
          value={words.locale}
          error={faultOf(error, 'locale', t)}
          onChange={(locale) => write({ locale })}
        />
        <CheckedField
          label={t('article.questions')}
          hint={t('article.questions_hint', { count: MOST_QUESTIONS })}
          error={faultOf(error, 'questions', t)}
        >
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              rows={Math.min(8, Math.max(2, words.questions.length + 1))}
              value={words.questions.join('\n')}
              onChange={(event) =>
                write({
                  questions: event.target.value === '' ? [] : event.target.value.split('\n'),
                })
              }
            />
          )}
        </CheckedField>
        <CheckedField
          label={t('article.body')}
          hint={t('article.body_hint', {
            length: words.body.length,
            limit: LONGEST_BODY,
          })}
          error={faultOf(error, 'body', t)}
        >
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              className="min-h-72"
              maxLength={LONGEST_BODY}
              value={words.body}
              onChange={(event) => write({ body: event.target.value })}
            />
          )}
        </CheckedField>
        {published && <p className="text-muted">{t('article.live_hint')}</p>}
        {error && !isToldAt(error, PARTS) && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{saying(error, t).title}</span> {saying(error, t).detail}
          </p>
        )}
        <div className="bottom-0 -mx-4 -mb-4 flex flex-wrap items-center gap-2 rounded-b-lg border-t bg-surface p-3 px-4 sm:sticky">
          <p role="status" className="flex-1 text-muted empty:hidden sm:empty:block">
            {busy
              ? t('article.saving')
              : edit.unsaved
                ? t('article.unsaved')
                : article && t('article.saved')}
          </p>
          {published && (
            <Button disabled={busy} onClick={() => withdraw.mutate(article.id)}>
              {t('article.unpublish')}
            </Button>
          )}
          {!published && (
            <Button idle={busy || theirs !== undefined} onClick={() => put(true)}>
              {t(edit.unsaved || !article ? 'article.save_publish' : 'article.publish')}
            </Button>
          )}
          <Button
            type="submit"
            variant="primary"
            idle={busy || theirs !== undefined || (article !== undefined && !edit.unsaved)}
          >
            {t(published ? 'article.save_live' : 'article.save')}
          </Button>
        </div>
      </form>
    </>
  )
}
