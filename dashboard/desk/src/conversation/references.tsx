import { cn } from '../ui/cn'
import { useWords } from '../words/words'

/** Brings a message into view. */
export type OnJump = (seq: number) => void

/** The number of a message, which leads to it. */
export function MessageLink({
  seq,
  onJump,
  className,
}: {
  seq: number
  onJump: OnJump
  className?: string
}) {
  const { t } = useWords()
  return (
    <button
      type="button"
      aria-label={t('handoff.message', { seq: `#${seq}` })}
      className={cn(
        'rounded-sm font-medium text-primary tabular-nums underline underline-offset-2',
        className,
      )}
      onClick={() => onJump(seq)}
    >
      #{seq}
    </button>
  )
}

/** A text in which `#3` leads to the third message. A number that no message has stays a number. */
export function Referring({
  text,
  lastSeq,
  onJump,
}: {
  text: string
  lastSeq: number
  onJump: OnJump
}) {
  return (
    <bdi>
      {text.split(/((?<![\w#&/])#[1-9]\d{0,8}\b)/).map((part, place) => {
        const seq = place % 2 === 1 ? Number(part.slice(1)) : undefined
        return seq !== undefined && seq <= lastSeq ? (
          <MessageLink key={place.toString()} seq={seq} onJump={onJump} />
        ) : (
          part
        )
      })}
    </bdi>
  )
}
