import { useQuery } from '@tanstack/react-query'
import type { CannedReply } from '../api/desk'
import { useDesk } from '../shell/context'
import { cn } from '../ui/cn'
import { useWords } from '../words/words'

/** The company's canned replies, asked for once somebody looks for one. */
export function useCannedReplies(wanted: boolean): readonly CannedReply[] | undefined {
  const { api } = useDesk()
  const { data } = useQuery<CannedReply[]>({
    queryKey: ['canned'],
    queryFn: async () => (await api.cannedReplies()).items,
    enabled: wanted,
  })
  return data
}

export const optionId = (list: string, shortcut: string): string => `${list}-${shortcut}`

/** What can be inserted; the field keeps the focus and says which is chosen. */
export function CannedList({
  id,
  replies,
  chosen,
  fill,
  onPick,
}: {
  id: string
  replies: readonly CannedReply[]
  chosen: string | undefined
  fill: (text: string) => string
  onPick: (reply: CannedReply) => void
}) {
  const { t } = useWords()
  return (
    <div className="absolute inset-x-0 bottom-full z-20 mb-1.5 overflow-hidden rounded-lg border bg-surface shadow-lg">
      {/* A list without anything in it is none. */}
      {replies.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={t('canned.list')}
          className="max-h-64 overflow-y-auto p-1"
        >
          {replies.map((reply) => (
            <div
              key={reply.shortcut}
              id={optionId(id, reply.shortcut)}
              role="option"
              tabIndex={-1}
              aria-selected={reply.shortcut === chosen}
              ref={(element) => {
                if (reply.shortcut === chosen) element?.scrollIntoView?.({ block: 'nearest' })
              }}
              // The field would lose the focus to a press.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onPick(reply)}
              onKeyDown={(event) => event.key === 'Enter' && onPick(reply)}
              className={cn(
                'grid cursor-default gap-0.5 rounded-md px-2.5 py-1.5',
                reply.shortcut === chosen && 'bg-primary-soft text-on-primary-soft',
              )}
            >
              <span className="text-[0.8125rem] font-medium" dir="ltr">
                /{reply.shortcut}
              </span>
              <bdi className="line-clamp-2 text-xs">{fill(reply.text)}</bdi>
            </div>
          ))}
        </div>
      )}
      <p className="px-3 py-1.5 text-xs text-muted">
        {t(replies.length === 0 ? 'canned.none' : 'canned.hint')}
      </p>
    </div>
  )
}
