import { useRef } from 'react'
import type { Message } from '../api/client'
import { cn } from '../ui/cn'
import { useWords } from '../words/words'
import { FileRow } from './file-row'
import { useOpenLarge } from './large'
import { nameOf } from './name'
import { NotHere } from './not-here'
import { Film, Sound } from './player'
import { useFile, useNear } from './use-file'

/** As much room as each takes, whether it is there or not: what comes late moves nothing. */
const ROOM: { [kind in Message['kind']]?: string } = {
  image: 'h-44 w-64',
  sticker: 'size-32',
  video: 'h-52 w-72',
  audio: 'h-14 w-76',
  voice: 'h-14 w-76',
}
const ROW = 'min-h-14 w-76'

/** The file of a message: shown or played where browsers can, else to be saved. */
export function FileView({ message }: { message: Message }) {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const near = useNear(box)
  const file = useFile(message, near)
  const { kind, media } = message
  const type = file.data?.mime_type ?? media?.mime_type ?? ''
  // A channel may call something a picture that no browser would show as one.
  const shown = type === '' || /^(image|audio|video)\//.test(type)
  const room = shown ? ROOM[kind] : undefined
  const isLow = file.state === 'lost' && (kind === 'audio' || kind === 'voice')
  return (
    <div ref={box} className={cn('mb-1 max-w-full', isLow ? ROW : (room ?? ROW))}>
      {room === undefined ? (
        <FileRow message={message} file={file} />
      ) : file.state !== 'here' ? (
        <NotHere file={file} name={nameOf(message, t)} />
      ) : kind === 'video' ? (
        <Film message={message} file={file} />
      ) : kind === 'audio' || kind === 'voice' ? (
        <Sound message={message} file={file} />
      ) : (
        <Picture message={message} file={file} />
      )}
    </div>
  )
}

function Picture({ message, file }: { message: Message; file: ReturnType<typeof useFile> }) {
  const { t } = useWords()
  const open = useOpenLarge()
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      title={t('media.open_large')}
      className="block size-full cursor-zoom-in overflow-hidden rounded-lg bg-raised"
      onClick={() => open(message)}
    >
      <img
        src={file.src}
        alt={message.text || nameOf(message, t)}
        onError={file.onError}
        onLoad={file.onLoad}
        className={cn('size-full', message.kind === 'sticker' ? 'object-contain' : 'object-cover')}
      />
    </button>
  )
}
