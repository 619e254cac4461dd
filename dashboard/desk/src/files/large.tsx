import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import type { Message } from '../api/client'
import { Dialog } from '../ui/dialog'
import { Failed, Skeleton } from '../ui/states'
import { useWords } from '../words/words'
import { DownloadButton } from './download-button'
import { formatBytes } from './kinds'
import { nameOf } from './name'
import { useFile } from './use-file'

const Open = createContext<(message: Message) => void>(() => undefined)

/** Opens the picture of a message large. */
export const useOpenLarge = () => useContext(Open)

/** Shows one picture of the conversation large. It stays open though its message scrolls out of view. */
export function Large({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Message>()
  const close = useCallback(() => setMessage(undefined), [])
  return (
    <Open value={setMessage}>
      {children}
      {message && <Picture message={message} onClose={close} />}
    </Open>
  )
}

function Picture({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t, language } = useWords()
  const file = useFile(message, true)
  const { data, state, src } = file
  const name = nameOf(message, t)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={name}
      className="top-[5vh] max-h-[90vh] w-fit min-w-[min(22rem,calc(100%-1.5rem))] max-w-5xl"
    >
      {src ? (
        <img
          src={src}
          alt={message.text || name}
          onError={file.onError}
          onLoad={file.onLoad}
          className="mx-auto max-h-[66vh] min-h-16 max-w-full rounded-md object-contain"
        />
      ) : state === 'waiting' ? (
        <Skeleton className="h-[50vh] w-[min(70vw,40rem)]" />
      ) : (
        <Failed error={file.error} onRetry={file.again} />
      )}
      {message.text && (
        <p className="mt-3 max-w-prose break-words whitespace-pre-wrap">
          <bdi>{message.text}</bdi>
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p className="text-xs text-muted">{data && formatBytes(data.size, language)}</p>
        <DownloadButton name={data?.filename ?? name} link={file.fresh} />
      </div>
    </Dialog>
  )
}
