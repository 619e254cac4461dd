import { useRef, useState } from 'react'
import type { Message } from '../api/client'
import { useWords } from '../words/words'
import { DownloadButton } from './download-button'
import { FileRow } from './file-row'
import { nameOf } from './name'
import type { useFile } from './use-file'

interface Parts {
  message: Message
  file: ReturnType<typeof useFile>
}

/** A voice message or another sound. */
export function Sound({ message, file }: Parts) {
  const { t } = useWords()
  const { player, unplayable } = usePlayer(file)
  if (unplayable) return <FileRow message={message} file={file} />
  return (
    <div className="flex size-full items-center gap-1">
      <audio
        controls
        preload="metadata"
        aria-label={nameOf(message, t)}
        className="h-11 min-w-0 flex-1"
        {...player}
      />
      <DownloadButton short name={file.data?.filename ?? nameOf(message, t)} link={file.fresh} />
    </div>
  )
}

/** A video, with room for its name below. */
export function Film({ message, file }: Parts) {
  const { t } = useWords()
  const { player, unplayable } = usePlayer(file)
  const name = file.data?.filename ?? nameOf(message, t)
  if (unplayable) return <FileRow message={message} file={file} />
  return (
    <div className="flex size-full flex-col">
      <video
        controls
        playsInline
        preload="metadata"
        aria-label={name}
        className="min-h-0 w-full flex-1 rounded-lg bg-black"
        {...player}
      />
      <div className="flex h-9 items-center gap-2">
        <p className="min-w-0 flex-1 truncate text-xs" title={name}>
          <bdi>{name}</bdi>
        </p>
        <DownloadButton short name={name} link={file.fresh} />
      </div>
    </div>
  )
}

/** Plays from an address that may end meanwhile: it goes on where it was from the next one. */
function usePlayer(file: Parts['file']) {
  const at = useRef(0)
  const [unplayable, setUnplayable] = useState(false)
  return {
    unplayable,
    player: {
      src: file.src,
      onTimeUpdate: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
        at.current = currentTarget.currentTime
      },
      onLoadedMetadata: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
        file.onLoad()
        if (at.current > 0) currentTarget.currentTime = at.current
      },
      onError: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
        const ended = file.data && Date.parse(file.data.expires_at) <= Date.now()
        // Some sounds of phones are in a form that browsers do not play.
        if (currentTarget.error?.code === 4 && !ended) setUnplayable(true)
        else file.onError()
      },
    },
  }
}
