import { useCallback, useEffect, useState } from 'react'

/** Whether this browser shows desktop notifications of this page; `none` where it has none. */
export type Permission = NotificationPermission | 'none'

const present = (): Permission =>
  typeof Notification === 'undefined' ? 'none' : Notification.permission

/** Follows the permission, also where it is changed in the browser's own settings. */
export function useDesktopPermission(): { permission: Permission; ask: () => void } {
  const [permission, setPermission] = useState(present)
  const look = useCallback(() => setPermission(present()), [])
  useEffect(() => {
    let status: PermissionStatus | undefined
    let over = false
    window.addEventListener('focus', look)
    void navigator.permissions?.query({ name: 'notifications' }).then(
      (found) => {
        if (over) return
        status = found
        status.addEventListener('change', look)
      },
      // A browser that cannot tell is asked again when the page comes to the front.
      () => undefined,
    )
    return () => {
      over = true
      status?.removeEventListener('change', look)
      window.removeEventListener('focus', look)
    }
  }, [look])
  return { permission, ask: () => void Notification.requestPermission().then(look) }
}
