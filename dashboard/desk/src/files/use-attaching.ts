import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { Conversation } from '../api/client'
import { useDesk } from '../shell/context'
import { type Attachment, Attachments } from './attachments'
import { KeptFiles } from './kept'
import { goesBy } from './kinds'
import { useDrop } from './use-drop'

const present = new Map<string, Attachments>()
const NONE: readonly Attachment[] = []

/** The files beside this agent's draft in a conversation, and what can be done about them. */
export function useAttaching(
  { id, channel }: Pick<Conversation, 'id' | 'channel'>,
  {
    enabled: writing,
    zone,
    onAdded,
    onReady,
  }: {
    enabled: boolean
    zone: RefObject<HTMLElement | null> | undefined
    onAdded: () => void
    /** All are there, for which sending has waited. */
    onReady: () => void
  },
) {
  const { api, me } = useDesk()
  const key = `${me.id} ${id}`
  let attachments = present.get(key)
  if (!attachments) {
    attachments = new Attachments(api, { id, channel }, new KeptFiles(me.id, id))
    present.set(key, attachments)
  }
  const all = attachments
  const kept = useSyncExternalStore(all.subscribe, all.getItems)
  const enabled = writing && goesBy(channel)
  // They stay with the draft where nothing can be sent for now.
  const items = enabled ? kept : NONE
  /** Whether sending was asked for, and what is in its way. */
  const [asked, setAsked] = useState<'waiting' | 'blocked'>()
  const add = (files: readonly File[]) => {
    onAdded()
    all.add(files)
  }
  const ready = useRef(onReady)
  ready.current = onReady

  useEffect(() => {
    if (!asked) return
    const failed = items.some((one) => one.state === 'failed')
    if (items.length === 0 || (asked === 'blocked' && !failed)) setAsked(undefined)
    else if (failed) setAsked('blocked')
    else if (items.every((one) => one.state === 'ready')) {
      setAsked(undefined)
      ready.current()
    }
  }, [asked, items])

  return {
    enabled,
    items,
    /** All of them, also where they cannot be sent for now. */
    kept,
    asked,
    over: useDrop(zone, enabled, add),
    add,
    again: (one: string) => all.again(one),
    remove: (one: string) => all.remove(one),
    restore: all.restore.bind(all),
    /** Hands all over once they are there; nothing before, and then `onReady` tells. */
    take: (): readonly Attachment[] | undefined => {
      const failed = items.some((one) => one.state === 'failed')
      if (items.every((one) => one.state === 'ready')) return all.take()
      setAsked(failed ? 'blocked' : 'waiting')
      return undefined
    },
  }
}

export type Attaching = ReturnType<typeof useAttaching>
