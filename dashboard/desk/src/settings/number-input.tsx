import { type ComponentProps, useState } from 'react'
import { Input } from '../ui/field'

/**
 * A number that may be left out while one types. What is typed is kept as it is; a value that comes
 * from elsewhere takes its place.
 */
export function NumberInput({
  value,
  onValue,
  scale = 1,
  ...rest
}: {
  value: number | null
  onValue: (value: number | null) => void
  /** By how much the shown number is larger: 100 for shares shown in per cent. */
  scale?: number
} & Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'>) {
  const [text, setText] = useState(() => show(value, scale))
  const shown = read(text, scale) === value ? text : show(value, scale)
  return (
    <Input
      {...rest}
      type="number"
      inputMode="decimal"
      value={shown}
      onChange={(event) => {
        setText(event.target.value)
        onValue(read(event.target.value, scale))
      }}
    />
  )
}

const show = (value: number | null, scale: number): string =>
  value === null ? '' : `${Math.round(value * scale * 1e4) / 1e4}`

function read(text: string, scale: number): number | null {
  const number = Number(text)
  return text.trim() === '' || Number.isNaN(number)
    ? null
    : Math.round((number / scale) * 1e6) / 1e6
}
