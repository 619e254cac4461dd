import { FileText } from 'lucide-react'
import { useWords } from '../words/words'
import type { FileFacts } from './attachments'
import { formatBytes } from './kinds'

/** The file of a message that is on its way out, as it lies on this device. */
export function PendingFile({ file, preview }: { file: FileFacts; preview: string | undefined }) {
  const { language } = useWords()
  if (preview) {
    return (
      <div className="mb-1 h-44 w-64 max-w-full">
        <img src={preview} alt={file.name} className="size-full rounded-lg object-cover" />
      </div>
    )
  }
  return (
    <div className="mb-1 flex min-h-14 w-76 max-w-full items-center gap-2.5 rounded-lg border bg-background/60 px-3">
      <FileText aria-hidden="true" className="size-6 shrink-0 text-muted" />
      <div className="min-w-0">
        <p className="truncate text-[0.8125rem] font-medium">
          <bdi>{file.name}</bdi>
        </p>
        <p className="text-xs text-muted">{formatBytes(file.size, language)}</p>
      </div>
    </div>
  )
}
