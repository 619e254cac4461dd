import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ConversationDetail } from '../api/client'
import type { KnownContact } from '../api/desk'
import { faultsOf } from '../api/problem'
import { useDesk } from '../shell/context'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { NameRow } from '../ui/name-row'
import { faultSaid } from '../words/faults'
import { saying } from '../words/problems'
import { useWords } from '../words/words'

/** What the API takes. */
const MOST = 32
const LONGEST_NAME = 64
const LONGEST_VALUE = 256
const NAME = /^[A-Za-z0-9_.-]+$/

interface Row {
  key: number
  name: string
  value: string
  /** It was there before, and keeps its name. */
  kept: boolean
}

/** What is to be said so that what was known becomes this: only what differs. */
export function saidBy(
  before: Readonly<Record<string, string>>,
  rows: readonly Pick<Row, 'name' | 'value'>[],
): Record<string, string | null> {
  const after = Object.fromEntries(rows.map(({ name, value }) => [name.trim(), value.trim()]))
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name))
  return {
    ...Object.fromEntries(gone.map((name) => [name, null])),
    ...Object.fromEntries(
      Object.entries(after).filter(
        ([name, value]) => !Object.hasOwn(before, name) || before[name]?.trim() !== value,
      ),
    ),
  }
}

/** Says what the company knows of a customer. */
export function KnownDialog({
  conversationId,
  contact,
  onClose,
}: {
  conversationId: string
  contact: KnownContact
  onClose: () => void
}) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  // What others say meanwhile of other names stays as they said it.
  const [before] = useState(contact.verified)
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(before).map(([name, value], key) => ({ key, name, value, kept: true })),
  )
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: (attributes: Record<string, string | null>) => api.describe(contact.id, attributes),
    onSuccess: (profile) => {
      queries.setQueryData<ConversationDetail>(
        ['conversation', conversationId],
        (present) => present && { ...present, profile },
      )
      void queries.invalidateQueries({ queryKey: ['conversation', conversationId] })
      onClose()
    },
  })
  const filled = rows.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
  const incomplete = t('known.incomplete')
  const wrongWith = (row: Row): string | undefined => {
    const name = row.name.trim()
    if (row.kept) return row.value.trim() === '' && before[name] !== '' ? incomplete : undefined
    if (name === '' && row.value.trim() === '') return undefined
    if (name !== '' && !NAME.test(name)) return t('fault.not_an_attribute_name')
    const first = rows.find((other) => other.name.trim() === name)
    if (name !== '' && first !== row) return t('known.twice', { name })
    return name === '' || row.value.trim() === '' ? incomplete : undefined
  }
  const change = (next: Row[]) => {
    setRows(next)
    save.reset()
  }
  const faults = faultsOf(save.error)
  const faultAt = (name: string) => {
    const fault = faults.find(({ field }) => field === `attributes.${name.trim()}`)
    return fault && faultSaid(fault, t)
  }
  const others = faults.filter(
    ({ field }) => !rows.some(({ name }) => field === `attributes.${name.trim()}`),
  )
  const said = save.error && saying(save.error, t)
  return (
    <Dialog open onOpenChange={onClose} title={t('known.title')} description={t('known.detail')}>
      <form
        className="grid gap-3"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (save.isPending || rows.some(wrongWith)) return
          const attributes = saidBy(before, filled)
          if (Object.keys(attributes).length === 0) onClose()
          else save.mutate(attributes)
        }}
      >
        {rows.map((row) => (
          <KnownRow
            key={row.key}
            row={row}
            wrong={(tried ? wrongWith(row) : undefined) ?? faultAt(row.name)}
            onChange={(part) =>
              change(rows.map((other) => (other.key === row.key ? { ...other, ...part } : other)))
            }
            onRemove={() => change(rows.filter((other) => other.key !== row.key))}
          />
        ))}
        <Button
          size="sm"
          className="justify-self-start"
          disabled={rows.length >= MOST}
          onClick={() => {
            const key = Math.max(-1, ...rows.map((row) => row.key)) + 1
            setRows([...rows, { key, name: '', value: '', kept: false }])
          }}
        >
          <Plus aria-hidden="true" />
          {t('known.add')}
        </Button>
        {said && (faults.length === 0 || others.length > 0) && (
          <p role="alert" className="rounded-md bg-danger-soft p-2.5 text-on-danger-soft">
            <span className="font-medium">{said.title}</span>{' '}
            {others.length > 0 ? others.map((fault) => faultSaid(fault, t)).join(' ') : said.detail}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('confirm.cancel')}</Button>
          <Button type="submit" variant="primary" idle={save.isPending}>
            {t('known.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function KnownRow({
  row,
  wrong,
  onChange,
  onRemove,
}: {
  row: Row
  wrong: string | undefined
  onChange: (part: Partial<Row>) => void
  onRemove: () => void
}) {
  const { t } = useWords()
  return (
    <NameRow
      name={{
        label: t('known.name'),
        placeholder: t('known.name'),
        dir: 'ltr',
        autoCapitalize: 'none',
        spellCheck: false,
        maxLength: LONGEST_NAME,
        readOnly: row.kept,
        value: row.name,
        onChange: (event) => onChange({ name: event.target.value }),
      }}
      value={{
        label: row.name ? t('known.value_of', { name: row.name }) : t('known.value'),
        placeholder: t('known.value'),
        dir: 'auto',
        maxLength: LONGEST_VALUE,
        value: row.value,
        onChange: (event) => onChange({ value: event.target.value }),
      }}
      wrong={wrong}
      announced
      removeLabel={t('known.remove', { name: row.name })}
      onRemove={onRemove}
    />
  )
}
