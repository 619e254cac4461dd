import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown, Inbox } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Escalation, Section } from '../api/client'
import { useKeys } from '../shell/keys'
import { useMedia } from '../shell/media'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { type Key, useWords } from '../words/words'
import type { Held } from './hold'
import { COLUMNS, Row } from './row'
import type { Attempt } from './take'
import { SECTIONS } from './words'

type Line =
  | { kind: 'section'; section: Section; count: number }
  | { kind: 'empty'; section: Section }
  | { kind: 'row'; id: string; number: number }

const HEADINGS = [
  'column.contact',
  'column.reason',
  'column.channel',
  'column.type',
  'column.urgency',
  'column.assignee',
  'column.wait',
  'column.window',
  'column.sla',
] as const satisfies readonly Key[]

/** The three sections, one below the other; only what is in view is drawn. */
export function EscalationList({
  held,
  find,
  me,
  filtered,
  attempts,
  onTake,
  onOpen,
  onHold,
  onShow,
  onSeen,
}: {
  held: Held
  find: (id: string) => Escalation | undefined
  me: string
  filtered: boolean
  attempts: ReadonlyMap<string, Attempt>
  onTake: (id: string) => void
  onOpen: (escalation: Escalation) => void
  onHold: (holding: boolean) => void
  onShow: () => void
  /** These are in view. */
  onSeen: (ids: readonly string[]) => void
}) {
  const { t } = useWords()
  const wide = useMedia('(min-width: 70rem)')
  const box = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<Section>>(new Set())
  const [selected, setSelected] = useState<string>()
  const wanted = useRef<string>(undefined)
  const claimFocus = useCallback((id: string) => {
    if (wanted.current !== id) return false
    wanted.current = undefined
    return true
  }, [])

  const lines = useMemo(() => {
    const all: Line[] = []
    let number = 0
    for (const section of SECTIONS) {
      const ids = held.shown[section]
      all.push({ kind: 'section', section, count: ids.length })
      if (folded.has(section)) continue
      if (ids.length === 0) all.push({ kind: 'empty', section })
      for (const id of ids) all.push({ kind: 'row', id, number: ++number })
    }
    return all
  }, [held.shown, folded])

  // Both stay the same while the lines do: a new one makes the virtualizer measure all lines anew.
  const estimateSize = useCallback(
    (index: number) => {
      const line = lines[index]
      return line?.kind === 'section' ? 38 : line?.kind === 'empty' ? 88 : wide ? 56 : 140
    },
    [lines, wide],
  )
  const getItemKey = useCallback(
    (index: number) => {
      const line = lines[index]
      return line?.kind === 'row' ? line.id : `${line?.kind}-${line?.section}`
    },
    [lines],
  )
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize,
    getItemKey,
    overscan: 8,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes differ between wide and narrow
  useEffect(() => virtual.measure(), [wide, virtual])

  const move = (step: number) => {
    const rows = lines.flatMap((line, index) =>
      line.kind === 'row' ? [{ id: line.id, index }] : [],
    )
    const present = rows.findIndex((row) => row.id === selected)
    const next = rows[present < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, present + step))]
    if (!next) return
    virtual.scrollToIndex(next.index)
    wanted.current = next.id
    setAimed(undefined)
    setSelected(next.id)
  }
  const chosen = selected ? find(selected) : undefined
  useKeys({
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyT: () => {
      if (chosen?.status === 'queued') onTake(chosen.id)
    },
    KeyR: () => {
      if (chosen) onOpen(chosen)
    },
  })

  const fold = useCallback((section: Section) => {
    setFolded((present) => {
      const next = new Set(present)
      if (!next.delete(section)) next.add(section)
      return next
    })
  }, [])

  const range = virtual.range
  const seen = useMemo(() => {
    if (!range) return []
    return lines
      .slice(range.startIndex, range.endIndex + 1)
      .flatMap((line) => (line.kind === 'row' ? [line.id] : []))
  }, [lines, range])
  useEffect(() => onSeen(seen), [seen, onSeen])

  // The section at the top of the view; or the one asked for, where the view cannot begin with it.
  const [aimed, setAimed] = useState<Section>()
  const here = useMemo(() => {
    if (aimed) return aimed
    const top = range?.startIndex ?? 0
    return lines
      .slice(0, top + 1)
      .reduce<Section>((last, line) => (line.kind === 'section' ? line.section : last), 'mine')
  }, [aimed, lines, range])

  const bar =
    held.added > 0
      ? t('list.added', { count: held.added })
      : held.moved > 0
        ? t('list.moved', { count: held.moved })
        : undefined

  return (
    <>
      <div role="group" aria-label={t('list.sections')} className="flex gap-1.5 overflow-x-auto">
        {SECTIONS.map((section) => (
          <Button
            key={section}
            size="sm"
            variant={section === here ? 'soft' : 'ghost'}
            aria-pressed={section === here}
            onClick={() => {
              const index = lines.findIndex(
                (line) => line.kind === 'section' && line.section === section,
              )
              virtual.scrollToIndex(index, { align: 'start' })
              setAimed(section)
            }}
          >
            {t(`section.${section}`)}
            <span className="tabular-nums opacity-80">{held.shown[section].length}</span>
          </Button>
        ))}
      </div>
      {/* The bar belongs to it: on the way there the list must not move, or the click meets a row. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notes that somebody points here */}
      <div
        className="relative min-h-0 flex-1 overflow-hidden rounded-lg border bg-surface"
        onPointerEnter={(event) => event.pointerType === 'mouse' && onHold(true)}
        onPointerLeave={(event) => onHold(event.currentTarget.contains(document.activeElement))}
        onFocus={() => onHold(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) {
            onHold(event.currentTarget.matches(':hover'))
          }
        }}
      >
        <div
          aria-live="polite"
          className="absolute inset-x-0 top-2 z-20 flex justify-center rows:top-9"
        >
          {bar && (
            <Button
              size="sm"
              variant="primary"
              className="rounded-full shadow-lg"
              onClick={() => {
                onShow()
                box.current?.scrollTo({ top: 0 })
              }}
            >
              {bar}
            </Button>
          )}
        </div>
        <div
          ref={box}
          role="table"
          aria-label={t('nav.escalations')}
          aria-rowcount={lines.length + 1}
          tabIndex={-1}
          className="h-full overflow-y-auto outline-none [contain:strict]"
          onWheel={() => setAimed(undefined)}
          onTouchMove={() => setAimed(undefined)}
        >
          <div
            role="row"
            className={cn(
              'sticky top-0 z-10 hidden h-8 border-b bg-raised px-3 text-xs text-muted',
              COLUMNS,
            )}
          >
            {HEADINGS.map((heading) => (
              <div key={heading} role="columnheader">
                <span className={heading === 'column.channel' ? 'sr-only roomy:not-sr-only' : ''}>
                  {t(heading)}
                </span>
              </div>
            ))}
            <div role="columnheader">
              <span className="sr-only">{t('column.action')}</span>
            </div>
          </div>
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index]
              if (!line) return null
              return (
                <div
                  key={item.key}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className="absolute inset-x-0 top-0"
                  style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                >
                  {line.kind === 'row' ? (
                    <RowOf
                      key={line.id}
                      escalation={find(line.id)}
                      me={me}
                      selected={line.id === selected}
                      claimFocus={claimFocus}
                      attempt={attempts.get(line.id)}
                      onTake={onTake}
                      onFocus={setSelected}
                    />
                  ) : line.kind === 'section' ? (
                    <div role="cell" className="h-full">
                      <button
                        type="button"
                        aria-expanded={!folded.has(line.section)}
                        onClick={() => fold(line.section)}
                        className="flex h-full w-full items-center gap-2 border-b bg-background px-3 text-start text-[0.8125rem] font-semibold -outline-offset-2"
                      >
                        <ChevronDown
                          aria-hidden="true"
                          className={cn(
                            'size-4 transition-transform',
                            folded.has(line.section) && '-rotate-90 rtl:rotate-90',
                          )}
                        />
                        {t(`section.${line.section}`)}
                        <span className="rounded-full bg-raised px-2 text-xs font-medium tabular-nums">
                          {line.count}
                        </span>
                      </button>
                    </div>
                  ) : (
                    <div
                      role="cell"
                      className="flex h-full items-center justify-center gap-2 border-b px-4 text-center text-muted"
                    >
                      <Inbox aria-hidden="true" className="size-5 shrink-0" />
                      <span>{t(filtered ? 'empty.filtered' : `empty.${line.section}`)}</span>
                    </div>
                  )}
                </div>
              )
            })}
          </div>
        </div>
      </div>
    </>
  )
}

function RowOf({
  escalation,
  me,
  ...rest
}: {
  escalation: Escalation | undefined
  me: string
  selected: boolean
  claimFocus: (id: string) => boolean
  attempt: Attempt | undefined
  onTake: (id: string) => void
  onFocus: (id: string) => void
}) {
  if (!escalation) return null
  return <Row escalation={escalation} mine={escalation.assignee?.id === me} {...rest} />
}
