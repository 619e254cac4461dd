import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button'
import { NameRow } from '../../ui/name-row'
import { useWords } from '../../words/words'
import type { ErrorAt } from './use-editor'

/** What the API takes. */
const MOST_NAMES = 10
const LONGEST_NAME = 64

interface Row {
  key: number
  name: string
  values: string
}

/** What must stand at a customer: each name with one of its values. */
export function Attributes({
  attributes,
  onChange,
  errorAt,
}: {
  attributes: Record<string, string[]>
  onChange: (attributes: Record<string, string[]>) => void
  errorAt: ErrorAt
}) {
  const { t } = useWords()
  // Rows that are not complete yet are no attributes, but must not vanish while one types.
  const [rows, setRows] = useState<Row[]>(() =>
    Object.entries(attributes).map(([name, values], key) => ({
      key,
      name,
      values: values.join(', '),
    })),
  )
  const change = (next: Row[]) => {
    setRows(next)
    onChange(Object.fromEntries(next.map(read).filter(([name, values]) => name && values.length)))
  }
  const set = (key: number, part: Partial<Row>) =>
    change(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  /** What is wrong with a row, in whose words ever: nothing of it may be lost without a word. */
  const wrongWith = (row: Row, place: number): string | undefined => {
    const [name, values] = read(row)
    if (rows.findIndex((other) => name !== '' && read(other)[0] === name) < place && name !== '') {
      return t('triggers.field.attribute_twice', { name })
    }
    if ((name === '') !== (values.length === 0)) return t('triggers.field.attribute_incomplete')
    return name === '' ? undefined : errorAt(`only.attributes.${name}`)
  }
  const error = errorAt('only.attributes')
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-xs font-medium text-muted">{t('triggers.field.attributes')}</legend>
      {rows.map((row, place) => (
        <AttributeRow
          key={row.key}
          row={row}
          wrong={wrongWith(row, place) ?? (place === 0 ? error : undefined)}
          onChange={(part) => set(row.key, part)}
          onRemove={() => change(rows.filter((other) => other.key !== row.key))}
        />
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        disabled={rows.length >= MOST_NAMES}
        onClick={() =>
          setRows([
            ...rows,
            { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, name: '', values: '' },
          ])
        }
      >
        <Plus aria-hidden="true" />
        {t('triggers.field.add_attribute')}
      </Button>
      <p className="text-xs text-muted">{t('triggers.field.attributes_hint')}</p>
    </fieldset>
  )
}

function AttributeRow({
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
        label: t('triggers.field.attribute_name'),
        placeholder: t('triggers.field.attribute_name'),
        maxLength: LONGEST_NAME,
        value: row.name,
        onChange: (event) => onChange({ name: event.target.value }),
      }}
      value={{
        label: t('triggers.field.attribute_values'),
        placeholder: t('triggers.field.attribute_values'),
        value: row.values,
        onChange: (event) => onChange({ values: event.target.value }),
      }}
      wrong={wrong}
      removeLabel={t('triggers.field.remove_attribute', { name: row.name })}
      onRemove={onRemove}
    />
  )
}

function read({ name, values }: Row): [string, string[]] {
  const each = values.split(/[,،]/).map((value) => value.trim())
  return [name.trim(), each.filter((value) => value !== '')]
}
