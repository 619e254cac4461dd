import { useMutation } from '@tanstack/react-query'
import { Download, LoaderCircle } from 'lucide-react'
import type { FileLink } from '../api/files'
import { Button } from '../ui/button'
import { saying } from '../words/problems'
import { useWords } from '../words/words'
import { download } from './download'

/** Saves the file, and says so where that does not work. */
export function DownloadButton({
  name,
  link,
  short = false,
}: {
  name: string
  /** Gives an address that still holds. */
  link: () => Promise<FileLink>
  short?: boolean
}) {
  const { t } = useWords()
  const save = useMutation({ mutationFn: async () => download(await link(), name) })
  const Sign = save.isPending ? LoaderCircle : Download
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Button
        size={short ? 'icon' : 'sm'}
        variant={short ? 'ghost' : 'outline'}
        className={short ? 'text-inherit' : 'text-foreground'}
        aria-disabled={save.isPending}
        aria-label={t('media.download_name', { name })}
        title={t('media.download')}
        onClick={() => {
          if (!save.isPending) save.mutate()
        }}
      >
        <Sign aria-hidden="true" className={save.isPending ? 'animate-spin' : undefined} />
        {!short && t('media.download')}
      </Button>
      <span role="alert" className="text-xs text-danger empty:hidden">
        {save.error && saying(save.error, t).title}
      </span>
    </span>
  )
}
