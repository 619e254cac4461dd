import {
  CircleAlert,
  FileText,
  Image,
  type LucideIcon,
  Mic,
  RotateCw,
  Video,
  X,
} from 'lucide-react'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { saying } from '../words/problems'
import { type Translate, useWords } from '../words/words'
import type { Attachment, Fault } from './attachments'
import { type FileKind, formatBytes, kindOf } from './kinds'
import type { Attaching } from './use-attaching'

const SIGNS: Record<FileKind, LucideIcon> = {
  image: Image,
  audio: Mic,
  video: Video,
  document: FileText,
}

/** The files beside a draft: how far each has come, what is wrong with it, and ways out. */
export function Chips({
  items,
  asked,
  again,
  remove,
  onGone,
}: Pick<Attaching, 'items' | 'asked' | 'again' | 'remove'> & {
  /** One was taken away, and the focus with it. */
  onGone: () => void
}) {
  const { t } = useWords()
  if (items.length === 0) return null
  return (
    <>
      <ul
        aria-label={t('attach.list')}
        className="mb-2 flex max-h-28 flex-wrap gap-2 sm:max-h-40 overflow-y-auto"
      >
        {items.map((item) => (
          <Chip
            key={item.key}
            item={item}
            onAgain={() => again(item.key)}
            onRemove={() => {
              remove(item.key)
              onGone()
            }}
          />
        ))}
      </ul>
      <p role="status" className="mb-1 text-xs text-muted empty:hidden">
        {asked && t(`attach.${asked}`)}
      </p>
    </>
  )
}

function Chip({
  item,
  onAgain,
  onRemove,
}: {
  item: Attachment
  onAgain: () => void
  onRemove: () => void
}) {
  const { t, language } = useWords()
  const { name, state, fault } = item
  const Sign = SIGNS[kindOf(item.mime_type)]
  return (
    <li
      className={cn(
        'flex w-64 max-w-full items-center gap-2 rounded-lg border bg-background p-1.5',
        fault && 'border-danger',
      )}
    >
      {item.preview ? (
        <img src={item.preview} alt="" className="size-10 shrink-0 rounded object-cover" />
      ) : (
        <Sign aria-hidden="true" className="size-10 shrink-0 rounded bg-raised p-2.5 text-muted" />
      )}
      <div className="min-w-0 flex-1 text-xs">
        <p className="truncate font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        {fault ? (
          <p role="alert" className="flex items-start gap-1 text-danger">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
            {faultWords(fault, t, (bytes) => formatBytes(bytes, language))}
          </p>
        ) : state === 'uploading' ? (
          <progress
            value={item.progress}
            aria-label={t('attach.uploading', { name })}
            className="mt-1 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-primary"
          />
        ) : (
          <p className="text-muted">{formatBytes(item.size, language)}</p>
        )}
      </div>
      <span role="status" className="sr-only">
        {state === 'ready' && t('attach.ready', { name })}
      </span>
      {item.again && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={t('attach.again', { name })}
          onClick={onAgain}
        >
          <RotateCw aria-hidden="true" />
        </Button>
      )}
      <Button
        variant="ghost"
        size="icon"
        aria-label={t(state === 'uploading' ? 'attach.cancel' : 'attach.remove', { name })}
        onClick={onRemove}
      >
        <X aria-hidden="true" />
      </Button>
    </li>
  )
}

function faultWords(fault: Fault, t: Translate, bytes: (count: number) => string): string {
  switch (fault.why) {
    case 'size':
      return t('attach.fault.size', { limit: bytes(fault.limit) })
    case 'refused': {
      const { title, detail } = saying(fault.error, t)
      return `${title}. ${detail}`
    }
    default:
      return t(`attach.fault.${fault.why}`)
  }
}
