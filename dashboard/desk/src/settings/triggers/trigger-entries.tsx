import { ChevronDown, ChevronUp, Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { faultSaid } from '../../words/faults'
import { useWords } from '../../words/words'
import { add, change, type Entry, move, putBack, remove } from './editing'
import { isTheWayToAPerson, TriggerForm } from './trigger-form'
import { TriggerSummary } from './trigger-summary'
import type { Editor } from './use-editor'

/** The triggers of a draft, in order, each with its form behind a button. */
export function TriggerEntries({ editor }: { editor: Editor }) {
  const { t } = useWords()
  const { editing, setEditing } = editor
  const { entries, errors } = editing
  const wrongWithAll = errors.get('triggers')
  const list = useRef<HTMLOListElement>(null)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  const [gone, setGone] = useState<{ entry: Entry; place: number }>()
  const focus = useRef<{ key: string; control: string } | undefined>(undefined)

  const saidAt = (key: string, field: string) => {
    const fault = errors.get(`${key} ${field}`)
    return fault && faultSaid(fault, t)
  }
  const toggle = (key: string) =>
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(key)) next.add(key)
      return next
    })

  // What the server refused is opened, and the first field of it has the focus.
  useEffect(() => {
    const keys = [...errors.keys()].map((at) => at.split(' ')[0] ?? '')
    if (keys.length === 0) return
    setOpen((now) => new Set([...now, ...keys]))
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    )
  }, [errors])

  // An element that moves in the page loses the focus: give it back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the order has changed
  useEffect(() => {
    const wanted = focus.current
    focus.current = undefined
    if (!wanted) return
    list.current
      ?.querySelector<HTMLElement>(
        `[data-entry="${wanted.key}"] [data-control="${wanted.control}"]`,
      )
      ?.focus()
  }, [entries])

  const moveBy = (key: string, by: -1 | 1, control: string) => {
    const next = move(editing, key, by)
    if (next === editing) return
    focus.current = { key, control }
    setEditing(next)
    const place = next.entries.findIndex((entry) => entry.key === key)
    const name = next.entries[place]?.trigger.name ?? ''
    setSaid(t('triggers.moved', { name, place: place + 1, count: next.entries.length }))
  }

  return (
    <div className="grid gap-3">
      {wrongWithAll && (
        <p role="alert" className="text-danger">
          {faultSaid(wrongWithAll, t)}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-48 flex-1 text-xs text-muted">{t('triggers.order_hint')}</p>
        <Button
          size="sm"
          variant="soft"
          onClick={() => {
            const [next, key] = add(editing, t('triggers.new_name'))
            focus.current = { key, control: 'open' }
            setEditing(next)
            setOpen((now) => new Set([...now, key]))
          }}
        >
          <Plus aria-hidden="true" />
          {t('triggers.add')}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
      {gone && (
        <p className="flex flex-wrap items-center gap-2 rounded-md bg-raised px-3 py-2">
          <span className="flex-1">{t('triggers.removed', { name: gone.entry.trigger.name })}</span>
          <Button
            size="sm"
            onClick={() => {
              focus.current = { key: gone.entry.key, control: 'open' }
              setEditing(putBack(editing, gone.entry, gone.place))
              setGone(undefined)
            }}
          >
            {t('triggers.removed_undo')}
          </Button>
        </p>
      )}
      {entries.length === 0 && <p className="text-muted">{t('triggers.none')}</p>}
      <ol ref={list} className="grid gap-2 empty:hidden">
        {entries.map(({ key, trigger }, place) => {
          const isOpen = open.has(key)
          const wrong = [...errors.keys()].some((at) => at.startsWith(`${key} `))
          return (
            <li
              key={key}
              data-entry={key}
              className={cn('rounded-md border bg-surface', wrong && 'border-danger')}
            >
              <div className="flex items-start gap-1 p-1">
                <button
                  type="button"
                  data-control="open"
                  aria-expanded={isOpen}
                  aria-label={t('triggers.edit_label', { name: trigger.name })}
                  className="flex min-w-0 flex-1 gap-3 rounded-md px-2 py-1.5 text-start hover:bg-raised"
                  onClick={() => toggle(key)}
                  onKeyDown={(event) => {
                    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
                    if (!event.altKey || (by !== -1 && by !== 1)) return
                    event.preventDefault()
                    moveBy(key, by, 'open')
                  }}
                >
                  <span className="w-5 shrink-0 text-end text-muted tabular-nums">{place + 1}</span>
                  <span className="grid min-w-0 gap-0.5">
                    <span className="font-medium">
                      <bdi>{trigger.name}</bdi>
                    </span>
                    <TriggerSummary trigger={trigger} />
                  </span>
                </button>
                <Button
                  variant="ghost"
                  size="icon"
                  data-control="up"
                  aria-disabled={place === 0}
                  aria-label={t('triggers.up_label', { name: trigger.name })}
                  onClick={() => moveBy(key, -1, 'up')}
                >
                  <ChevronUp />
                </Button>
                <Button
                  variant="ghost"
                  size="icon"
                  data-control="down"
                  aria-disabled={place === entries.length - 1}
                  aria-label={t('triggers.down_label', { name: trigger.name })}
                  onClick={() => moveBy(key, 1, 'down')}
                >
                  <ChevronDown />
                </Button>
              </div>
              {isOpen && (
                <div className="grid gap-4 border-t p-3">
                  <TriggerForm
                    trigger={trigger}
                    onChange={(next) => setEditing((now) => change(now, key, next))}
                    errorAt={(field) => saidAt(key, field)}
                  />
                  {isTheWayToAPerson(trigger) ? null : (
                    <Button
                      size="sm"
                      variant="danger"
                      className="justify-self-start"
                      aria-label={t('triggers.remove_label', { name: trigger.name })}
                      onClick={() => {
                        setGone({ entry: { key, trigger }, place })
                        const next = entries[place + 1] ?? entries[place - 1]
                        if (next) focus.current = { key: next.key, control: 'open' }
                        setEditing(remove(editing, key))
                        setSaid(t('triggers.removed', { name: trigger.name }))
                      }}
                    >
                      <Trash2 aria-hidden="true" />
                      {t('triggers.remove')}
                    </Button>
                  )}
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
