import type { Message } from '../api/client'
import type { Translate } from '../words/words'

/** What to call the file of a message. */
export const nameOf = ({ kind, media }: Message, t: Translate): string =>
  media?.filename || t(`kind.${kind}`)

/** What kind of file it is, shortly: the end of its name, else of its type. */
export function shortType(name: string, type: string | null | undefined): string | undefined {
  const end =
    /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? /^[a-z]+\/([a-z0-9]{1,5})$/.exec(type ?? '')?.[1]
  return end?.toUpperCase()
}
