import { type RefObject, useEffect, useRef, useState } from 'react'

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/**
 * Takes files that are dropped on a part of the page. Beside it, they are not taken: the browser would
 * leave the page and show them.
 *
 * @returns whether files are held over it
 */
export function useDrop(
  zone: RefObject<HTMLElement | null> | undefined,
  enabled: boolean,
  onFiles: (files: File[]) => void,
): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    const takes = (event: DragEvent) =>
      enabled && event.target instanceof Node && zone?.current?.contains(event.target) === true
    const drag = (event: DragEvent) => {
      if (!carriesFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = takes(event) ? 'copy' : 'none'
      setOver(takes(event))
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (takes(event) && files.length > 0) latest.current(files)
    }
    addEventListener('dragover', drag)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', drag)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
      setOver(false)
    }
  }, [zone, enabled])
  return over
}

/** The files of what is pasted; none where there are words, of which programs paste a picture as well. */
export function pastedFiles({ clipboardData }: { clipboardData: DataTransfer }): File[] {
  return clipboardData.types.includes('text/plain') ? [] : [...clipboardData.files]
}
