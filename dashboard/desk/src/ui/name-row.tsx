import { X } from 'lucide-react'
import { type ComponentProps, useId } from 'react'
import { Button } from './button'
import { Input } from './field'

type Field = Omit<ComponentProps<typeof Input>, 'className' | 'aria-label'> & { label: string }

/** A name and what stands under it, to be changed or taken away, with what is wrong with them. */
export function NameRow({
  name: { label: nameLabel, ...name },
  value: { label: valueLabel, ...value },
  wrong,
  announced = false,
  removeLabel,
  onRemove,
}: {
  name: Field
  value: Field
  wrong: string | undefined
  /** Whether what is wrong is read out when it appears. */
  announced?: boolean
  removeLabel: string
  onRemove: () => void
}) {
  const id = useId()
  const checked = wrong ? { 'aria-invalid': true, 'aria-describedby': id } : {}
  return (
    <div className="flex flex-wrap gap-2">
      <Input {...checked} aria-label={nameLabel} className="w-32" {...name} />
      <Input {...checked} aria-label={valueLabel} className="min-w-32 flex-1" {...value} />
      <Button variant="ghost" size="icon" aria-label={removeLabel} onClick={onRemove}>
        <X />
      </Button>
      {wrong && (
        <p
          id={id}
          role={announced ? 'alert' : undefined}
          className="basis-full text-xs text-danger"
        >
          {wrong}
        </p>
      )}
    </div>
  )
}
