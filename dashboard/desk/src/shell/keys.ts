import { useEffect, useRef } from 'react'
import { type KeyBindingMap, tinykeys } from 'tinykeys'

const WRITING = 'input, textarea, select, [contenteditable="true"]'

/** What lies above the page and has its own keys. */
const ABOVE = '[role="dialog"], [role="menu"]'

/**
 * Keys that act while nothing is being written and neither a dialog nor a menu is open. A binding with a modifier
 * acts everywhere.
 */
export function useKeys(bindings: KeyBindingMap): void {
  const latest = useRef(bindings)
  latest.current = bindings
  const names = Object.keys(bindings).join(' ')
  useEffect(() => {
    const guarded: KeyBindingMap = {}
    for (const name of names.split(' ')) {
      guarded[name] = (event) => {
        const modified = name.includes('+') && !name.startsWith('Shift')
        const target = event.target as Element | null
        const busy = target?.closest(WRITING) || document.querySelector(ABOVE)
        if (!modified && busy) return
        if (event.defaultPrevented) return
        latest.current[name]?.(event)
      }
    }
    return tinykeys(window, guarded)
  }, [names])
}
