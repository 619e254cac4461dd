import { FileUp } from 'lucide-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import { useWords } from '../../words/words'
import { type Brought, fromDrop } from './bring'

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Takes files that are dropped on what is within. Whoever has no pointer chooses them instead. */
export function DropArea({
  onFiles,
  disabled = false,
  children,
}: {
  onFiles: (brought: Brought[]) => void
  disabled?: boolean
  children: ReactNode
}) {
  const { t } = useWords()
  // Entering a child comes before leaving its parent: the two are counted.
  const [depth, setDepth] = useState(0)
  const over = depth > 0 && !disabled
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way alone
    <div
      className="relative grid content-start gap-4"
      onDragEnter={(event) => hasFiles(event) && setDepth((now) => now + 1)}
      onDragLeave={(event) => hasFiles(event) && setDepth((now) => Math.max(0, now - 1))}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setDepth(0)
        if (!disabled) void fromDrop(event.dataTransfer).then(onFiles)
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute -inset-2 z-10 grid min-h-48 content-start justify-items-center gap-2 rounded-lg border-2 border-dashed border-primary bg-surface/90 p-10 text-center font-medium">
          <FileUp aria-hidden="true" className="size-8 text-primary" />
          {t('import.drop')}
        </div>
      )}
    </div>
  )
}
