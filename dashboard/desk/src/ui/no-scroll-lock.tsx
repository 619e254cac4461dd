import type { ElementType, ReactNode } from 'react'

/**
 * Stands in for `react-remove-scroll`, which dialogs bring along. It adds a style element, which the
 * content security policy forbids; and here the page itself never scrolls, only boxes within it.
 */
export function RemoveScroll({
  as: Part = 'div',
  children,
  allowPinchZoom: _pinch,
  shards: _shards,
  enabled: _enabled,
  ...rest
}: {
  as?: ElementType
  children?: ReactNode
  allowPinchZoom?: boolean
  shards?: unknown
  enabled?: boolean
}) {
  return <Part {...rest}>{children}</Part>
}
