import { FileText } from 'lucide-react'
import type { Message } from '../api/client'
import { useWords } from '../words/words'
import { DownloadButton } from './download-button'
import { formatBytes } from './kinds'
import { nameOf, shortType } from './name'
import { NotHere } from './not-here'
import type { useFile } from './use-file'

/** A file that is not shown here: its name, what it is, how large, and a way to save it. */
export function FileRow({ message, file }: { message: Message; file: ReturnType<typeof useFile> }) {
  const { t, language } = useWords()
  const { media } = message
  const name = file.data?.filename ?? nameOf(message, t)
  if (file.state !== 'here' && file.state !== 'waiting') return <NotHere file={file} name={name} />
  const size = file.data?.size ?? media?.size
  const facts = [
    shortType(name, file.data?.mime_type ?? media?.mime_type),
    size != null && formatBytes(size, language),
  ].filter(Boolean)
  return (
    <div className="flex min-h-14 w-full items-center gap-2.5 rounded-lg border bg-background/60 ps-3 pe-1.5 text-foreground">
      <FileText aria-hidden="true" className="size-6 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-[0.8125rem] font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        <p className="text-xs text-muted">{facts.join(' · ') || '\u00a0'}</p>
      </div>
      <DownloadButton short name={name} link={file.fresh} />
    </div>
  )
}
