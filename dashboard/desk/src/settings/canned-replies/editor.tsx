import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { CannedReply } from '../../api/knowledge'
import { isProblem } from '../../api/problem'
import { useDesk, useMe } from '../../shell/context'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Input, Textarea } from '../../ui/field'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'
import { Conflict } from '../conflict'
import { faultOf, isToldAt } from '../faults'
import { insertVariable } from '../insert-variable'
import { Sides } from '../sides'
import { UnsavedDialog, UnsavedGuard } from '../unsaved'
import { filled, SHORTCUT, unknownIn, VARIABLES } from './variables'

export const LONGEST_TEXT = 4_000

/** Writes or changes one canned reply, with what a customer would read beside it. */
export function CannedEditor({
  reply,
  onClose,
  onSaved,
}: {
  reply: CannedReply | undefined
  onClose: () => void
  onSaved: (shortcut: string) => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const me = useMe()
  const queries = useQueryClient()
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '')
  const [text, setText] = useState(reply?.text ?? '')
  const [base, setBase] = useState(reply)
  const [theirs, setTheirs] = useState<CannedReply>()
  const [leaving, setLeaving] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const unsaved = text !== (base?.text ?? '') || (!reply && shortcut !== '')

  const save = useMutation({
    mutationFn: async (version: number | undefined) => {
      try {
        return await api.saveCannedReply(shortcut, {
          text: text.trim(),
          ...(version !== undefined && { version }),
        })
      } catch (error) {
        const stale = isProblem(error, '/problems/stale-version')
        if (!stale && !isProblem(error, EXISTS)) throw error
        const { items } = await api.cannedReplies()
        const now = items.find((one) => one.shortcut === shortcut)
        if (!now) throw error
        // An answer that was lost: it is saved already.
        if (now.text === text.trim()) return now
        if (!stale) throw error
        setTheirs(now)
        return undefined
      }
    },
    onSuccess: async (now) => {
      if (!now) return
      await queries.invalidateQueries({ queryKey: ['canned'] })
      onSaved(now.shortcut)
    },
  })
  const unknown = unknownIn(text)
  const badShortcut = shortcut !== '' && !SHORTCUT.test(shortcut)
  const ready =
    unsaved && text.trim() !== '' && SHORTCUT.test(shortcut) && unknown === undefined && !theirs
  const preview = filled(text, {
    contact_name: t('canned.sample_customer'),
    agent_name: me.name,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) save.mutate(base?.version)
  }
  const said = save.error && saying(save.error, t)
  const exists = save.error && !reply && isProblem(save.error, EXISTS)

  return (
    <section
      aria-label={reply ? t('canned.edit_of', { shortcut: reply.shortcut }) : t('canned.new')}
      className="grid gap-4 rounded-lg border bg-surface p-4"
    >
      <UnsavedGuard unsaved={unsaved && !save.isPending} />
      {leaving && <UnsavedDialog onDiscard={onClose} onStay={() => setLeaving(false)} />}
      {theirs && (
        <Conflict
          name={theirs.updated_by.name}
          detail={t('conflict.detail')}
          mine={t('conflict.keep_mine')}
          onMine={() => {
            setBase(theirs)
            setTheirs(undefined)
            save.mutate(theirs.version)
          }}
          onTheirs={() => {
            setBase(theirs)
            setText(theirs.text)
            setTheirs(undefined)
          }}
        >
          <Sides
            name={theirs.updated_by.name}
            clashes={[{ label: t('canned.text'), mine: text, theirs: theirs.text }]}
          />
        </Conflict>
      )}
      <form onSubmit={submit} noValidate className="grid gap-4">
        <CheckedField
          label={t('canned.shortcut')}
          hint={reply ? undefined : t('canned.shortcut_hint')}
          error={
            badShortcut
              ? t('canned.shortcut_hint')
              : exists
                ? `${said?.title}. ${said?.detail}`
                : faultOf(save.error, 'shortcut', t)
          }
        >
          {(control) => (
            <div dir="ltr" className="flex items-center gap-1.5 rtl:justify-end">
              <span aria-hidden="true" className="text-muted">
                /
              </span>
              <Input
                {...control}
                className="max-w-60"
                autoFocus={!reply}
                autoCapitalize="none"
                spellCheck={false}
                maxLength={32}
                readOnly={reply !== undefined}
                value={shortcut}
                onChange={(event) => {
                  setShortcut(event.target.value.toLowerCase().replaceAll(' ', '-'))
                  save.reset()
                }}
              />
            </div>
          )}
        </CheckedField>
        <div className="grid gap-4 sm:grid-cols-2">
          <div className="grid content-start gap-2">
            <CheckedField
              label={t('canned.text')}
              error={
                unknown
                  ? t('canned.unknown', { variable: unknown })
                  : faultOf(save.error, 'text', t)
              }
            >
              {(control) => (
                <Textarea
                  {...control}
                  ref={field}
                  dir="auto"
                  autoFocus={reply !== undefined}
                  className="min-h-36"
                  maxLength={LONGEST_TEXT}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </CheckedField>
            <div role="group" aria-label={t('canned.insert')} className="flex flex-wrap gap-1.5">
              {VARIABLES.map((variable) => (
                <Button
                  key={variable}
                  size="sm"
                  onClick={() => insertVariable(field.current, text, variable, setText)}
                >
                  + {t(`canned.variable.${variable}`)}
                </Button>
              ))}
            </div>
          </div>
          <section aria-label={t('canned.preview')} className="grid content-start gap-1">
            <p className="text-xs font-medium text-muted">{t('canned.preview')}</p>
            <p
              dir="auto"
              className="rounded-lg rounded-es-none bg-primary-soft p-3 break-words whitespace-pre-wrap text-on-primary-soft"
            >
              {preview.trim() === '' ? t('canned.preview_empty') : preview}
            </p>
          </section>
        </div>
        {said && !exists && !isToldAt(save.error, ['text', 'shortcut']) && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{said.title}</span> {said.detail}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button
            onClick={() => (unsaved ? setLeaving(true) : onClose())}
            disabled={save.isPending}
          >
            {t('canned.cancel')}
          </Button>
          <Button type="submit" variant="primary" idle={!ready || save.isPending}>
            {t('canned.save')}
          </Button>
        </div>
      </form>
    </section>
  )
}

const EXISTS = '/problems/canned-reply-exists'
