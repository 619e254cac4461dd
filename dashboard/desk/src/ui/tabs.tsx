import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWords } from '../words/words'

/** Several views of one thing, of which one is shown. */
export function Tabs<T extends string>({
  label,
  value,
  onChoose,
  tabs,
  children,
}: {
  label: string
  value: T
  onChoose: (value: T) => void
  tabs: readonly { value: T; label: ReactNode }[]
  children: ReactNode
}) {
  const { direction } = useWords()
  return (
    <Radix.Root
      dir={direction}
      value={value}
      onValueChange={(next) => onChoose(next as T)}
      className="grid min-w-0 gap-4"
    >
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px inline-flex min-h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 text-muted -outline-offset-2 hover:text-foreground data-[state=active]:border-primary data-[state=active]:font-medium data-[state=active]:text-foreground"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  )
}

export function Tab({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.Content value={value} className="grid min-w-0 gap-4 outline-offset-4">
      {children}
    </Radix.Content>
  )
}
