import { useEffect, useState, useSyncExternalStore } from 'react'
import { cn } from '../ui/cn'
import { useWords } from '../words/words'
import { useDesk } from './context'

/** A quiet sign of whether what is shown is up to date. A blink of the network shows nothing. */
export function ConnectionSign() {
  const { t } = useWords()
  const { socket } = useDesk()
  const connection = useSyncExternalStore(socket.subscribe, socket.getConnection)
  const [late, setLate] = useState(false)

  useEffect(() => {
    if (connection === 'live') {
      setLate(false)
      return
    }
    const timer = setTimeout(() => setLate(true), 1_500)
    return () => clearTimeout(timer)
  }, [connection])

  const down = connection !== 'live' && late
  const first = connection === 'connecting'
  return (
    <span
      role="status"
      className={cn(
        'flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs',
        down ? 'bg-warn-soft text-on-warn-soft' : 'text-muted',
      )}
    >
      <span
        aria-hidden="true"
        className={cn(
          'size-2 rounded-full',
          down ? 'animate-pulse bg-amber-500' : 'bg-emerald-500',
        )}
      />
      <span className={cn(!down && 'hidden sm:inline')}>
        {t(down ? 'connection.reconnecting' : first ? 'connection.connecting' : 'connection.live')}
      </span>
    </span>
  )
}
