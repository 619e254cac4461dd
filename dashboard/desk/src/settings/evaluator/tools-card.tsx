import { ChevronDown, Plus, Trash2 } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { cn } from '../../ui/cn'
import { useWords } from '../../words/words'
import { Card } from '../card'
import { MOST_TOOLS, newTool, type ToolDraft } from './fields'
import { KeyField } from './key-field'
import { ToolForm } from './tool-form'
import type { EvaluatorForm } from './use-evaluator-form'

/** The tenant's own webhooks that a model may ask for. */
export function ToolsCard({ form }: { form: EvaluatorForm }) {
  const { t } = useWords()
  const { values, set, errorAt, base } = form
  const { tools } = values
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const add = useRef<HTMLButtonElement>(null)
  const begun = useRef<string>(undefined)

  const isWrong = (place: number) =>
    ['name', 'description', 'url', 'timeout_ms', 'parameters', ''].some(
      (part) => errorAt(part ? `tools[${place}].${part}` : `tools[${place}]`) !== undefined,
    )
  const wrong = tools.flatMap(({ key }, place) => (isWrong(place) ? [key] : [])).join('\n')
  // What is wrong is not hidden, nor for as long as a frame: the focus is to find it.
  useLayoutEffect(() => {
    if (wrong) setOpen((now) => new Set([...now, ...wrong.split('\n')]))
  }, [wrong])
  // A new one is written at once.
  useEffect(() => {
    if (begun.current === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-tool="${begun.current}"] input`)?.focus()
    begun.current = undefined
  })

  const toggle = (key: string) =>
    setOpen((now) => {
      const next = new Set(now)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const change = (changed: ToolDraft, part: Partial<ToolDraft>) =>
    set({ tools: tools.map((tool) => (tool === changed ? { ...tool, ...part } : tool)) })
  const nameOf = ({ name }: ToolDraft) => name.trim() || t('evaluator.tool_new')

  return (
    <Card
      title={t('evaluator.tools')}
      actions={
        <Button
          ref={add}
          size="sm"
          variant="soft"
          idle={tools.length >= MOST_TOOLS}
          onClick={() => {
            const tool = newTool()
            begun.current = tool.key
            setSaid('')
            setOpen((now) => new Set([...now, tool.key]))
            set({ tools: [...tools, tool] })
          }}
        >
          <Plus aria-hidden="true" />
          {t('evaluator.tool_add')}
        </Button>
      }
    >
      <p className="text-xs text-muted">{t('evaluator.tools_hint')}</p>
      <p role="status" className="text-muted empty:hidden">
        {said}
      </p>
      {tools.length === 0 && <p className="text-muted">{t('evaluator.tools_none')}</p>}
      <ul ref={list} className="grid gap-2 empty:hidden">
        {tools.map((tool, place) => {
          const isOpen = open.has(tool.key)
          return (
            <li
              key={tool.key}
              data-tool={tool.key}
              className={cn('rounded-md border', isWrong(place) && 'border-danger')}
            >
              <div className="flex items-center gap-1 p-1">
                <button
                  type="button"
                  aria-expanded={isOpen}
                  aria-label={t('evaluator.tool_edit', { name: nameOf(tool) })}
                  className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-2 py-1.5 text-start hover:bg-raised"
                  onClick={() => toggle(tool.key)}
                >
                  <span className="min-w-0 flex-1">
                    <bdi className="block truncate font-medium">{nameOf(tool)}</bdi>
                    <bdi className="block truncate text-xs text-muted">{tool.description}</bdi>
                  </span>
                  <ChevronDown
                    aria-hidden="true"
                    className={cn('size-4 shrink-0 transition-transform', isOpen && 'rotate-180')}
                  />
                </button>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={t('evaluator.tool_remove', { name: nameOf(tool) })}
                  onClick={() => {
                    setSaid(t('evaluator.tool_removed', { name: nameOf(tool) }))
                    set({ tools: tools.filter((one) => one !== tool) })
                    add.current?.focus()
                  }}
                >
                  <Trash2 aria-hidden="true" />
                </Button>
              </div>
              {isOpen && (
                <ToolForm
                  tool={tool}
                  at={`tools[${place}]`}
                  errorAt={errorAt}
                  onChange={(part) => change(tool, part)}
                />
              )}
            </li>
          )
        })}
      </ul>
      {(tools.length > 0 || base.tool_signing_key_set) && (
        <KeyField
          label={t('evaluator.tool_signing_key')}
          hint={t('evaluator.tool_signing_key_hint')}
          error={errorAt('tool_signing_key')}
          isStored={base.tool_signing_key_set}
          change={values.tool_signing_key}
          onChange={(tool_signing_key) => set({ tool_signing_key })}
        />
      )}
    </Card>
  )
}
