import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import type { Channel } from '../api/client'
import { Button } from '../ui/button'
import { useWords } from '../words/words'
import { accepted } from './kinds'

/** Opens the browser's own dialog to choose files. */
export function AttachButton({
  channel,
  onFiles,
}: {
  channel: Channel
  onFiles: (files: File[]) => void
}) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted(channel)}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          // The same one can be chosen again.
          currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      <Button
        variant="ghost"
        size="icon"
        aria-label={t('attach.title')}
        title={t('attach.title')}
        onClick={() => input.current?.click()}
      >
        <Paperclip aria-hidden="true" />
      </Button>
    </>
  )
}
