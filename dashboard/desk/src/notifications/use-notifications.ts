import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Notification } from '../api/client'
import { useDesk } from '../shell/context'

interface Pages {
  pages: { items: Notification[]; next_cursor: string | null }[]
  pageParams: (string | undefined)[]
}

/** What this agent was told of, the latest first, and how much of it is unread as far as it was read. */
export function useNotifications() {
  const { api } = useDesk()
  const list = useInfiniteQuery({
    queryKey: ['notifications'],
    queryFn: ({ pageParam }) => api.notifications(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const unread = items.filter((item) => !item.read).length
  // What was not read from the API may hold more of them.
  const isMore = list.hasNextPage && items.at(-1)?.read === false
  return { list, items, unread, isMore }
}

/** Marks everything up to one as read; it shows at once, and is taken back where it failed. */
export function useRead() {
  const { api } = useDesk()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (upTo: string) => api.readNotifications(upTo),
    onMutate: async (upTo) => {
      await queries.cancelQueries({ queryKey: ['notifications'] })
      const before = queries.getQueryData<Pages>(['notifications'])
      queries.setQueryData<Pages>(
        ['notifications'],
        (present) => present && { ...present, pages: readUpTo(present.pages, upTo) },
      )
      return { before }
    },
    onError: (_error, _upTo, context) => {
      if (context?.before) queries.setQueryData(['notifications'], context.before)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  })
}

/** The newest stand first: those from the one named on are read. */
function readUpTo(pages: Pages['pages'], upTo: string): Pages['pages'] {
  let found = false
  return pages.map((page) => ({
    ...page,
    items: page.items.map((item) => {
      found ||= item.id === upTo
      return found ? { ...item, read: true } : item
    }),
  }))
}
