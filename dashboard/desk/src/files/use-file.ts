import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Message } from '../api/client'
import type { FileLink } from '../api/files'
import { ProblemError } from '../api/problem'
import { useDesk } from '../shell/context'
import { localPicture } from './local'

/** An address that ends so soon, in milliseconds, is asked for anew. */
const SPARE = 60_000
/** Who scrolls past asks for nothing. */
const LOOKS_FOR = 120
const FIRST_SECONDS = 2
const MOST_SECONDS = 60

/** Whether the channel's file is still on its way here. */
export const isOnItsWay = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.type === '/problems/file-not-here-yet'

/** Whether the file will never be here. */
export const isLost = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && error.problem.type === '/problems/file-lost'

/** How long to wait before asking again whether a file is here, in milliseconds. */
export function askAgainAfter(failures: number, error: unknown): number {
  const said = error instanceof ProblemError ? error.problem.retry_after : undefined
  const seconds = Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** failures)
  return Math.max(seconds, said ?? 0) * 1_000
}

export type FileState = 'waiting' | 'here' | 'on_its_way' | 'lost' | 'failed'

/** The file of a message: where it can be fetched, asked for anew when that is over, or why it cannot. */
export function useFile({ conversation_id, seq, media }: Message, enabled: boolean) {
  const { api } = useDesk()
  /** How often in a row the browser could do nothing with the address. */
  const [failures, setFailures] = useState(0)
  const query = useQuery({
    queryKey: ['file', conversation_id, seq],
    queryFn: () => api.messageFile(conversation_id, seq),
    enabled,
    staleTime: ({ state }) =>
      state.data ? Math.max(0, Date.parse(state.data.expires_at) - SPARE - Date.now()) : 0,
    // Another address of the same picture would have it fetched again, and for nothing.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: (count, error) =>
      isOnItsWay(error) ||
      (count < 3 && !(error instanceof ProblemError && error.problem.status < 500)),
    retryDelay: askAgainAfter,
  })
  const { data, error, failureReason, refetch } = query
  const local = localPicture(media?.id)
  const src = local ?? data?.url
  const state: FileState =
    src !== undefined && failures < 2
      ? 'here'
      : isLost(error)
        ? 'lost'
        : isOnItsWay(failureReason)
          ? 'on_its_way'
          : error || failures > 1
            ? 'failed'
            : 'waiting'
  return {
    data,
    error,
    state,
    src: state === 'here' ? src : undefined,
    /** The address did not do: it may have ended, so another is tried, once. */
    onError: () => {
      setFailures((count) => count + 1)
      if (failures === 0) void refetch()
    },
    onLoad: () => setFailures(0),
    again: () => {
      setFailures(0)
      void refetch()
    },
    /** An address that still holds for a while. */
    fresh: async (): Promise<FileLink> => {
      if (data && Date.parse(data.expires_at) - SPARE / 2 > Date.now()) return data
      const asked = await refetch({ throwOnError: true })
      if (!asked.data) throw asked.error
      return asked.data
    },
  }
}

/** Whether something has come near the part of the page that is looked at, and stayed there. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(typeof IntersectionObserver === 'undefined')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (near || !element.current) return
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(timer.current)
        if (entries.at(-1)?.isIntersecting) {
          timer.current = setTimeout(() => setNear(true), LOOKS_FOR)
        }
      },
      { rootMargin: '600px 0px' },
    )
    observer.observe(element.current)
    return () => {
      clearTimeout(timer.current)
      observer.disconnect()
    }
  }, [near, element])
  return near
}
