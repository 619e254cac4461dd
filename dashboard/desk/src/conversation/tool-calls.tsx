import { CircleAlert, Wrench } from 'lucide-react'
import type { ToolUse } from '../api/client'
import { Badge } from '../ui/badge'
import { useWords } from '../words/words'
import { Heading, nameOf, Value } from './facts'
import { MessageLink, type OnJump } from './references'

const FAILURES = ['timed_out', 'unreachable', 'unfit_arguments', 'too_long'] as const

/** How many of the last calls are shown at once. */
const SHOWN = 3

/** Which tools were called for the customer, with what, and what they answered. */
export function ToolCalls({
  calls,
  forgotten,
  onJump,
}: {
  /** The oldest first. */
  calls: readonly ToolUse[]
  /** How many older ones are no longer kept. */
  forgotten: number
  onJump: OnJump
}) {
  const { t } = useWords()
  if (calls.length === 0) return null
  const earlier = calls.slice(0, -SHOWN)
  return (
    <div className="grid gap-1.5">
      <Heading icon={<Wrench />}>{t('handoff.tool_calls')}</Heading>
      {forgotten > 0 && (
        <p className="text-xs text-muted">
          {t('handoff.tool_calls_forgotten', { count: forgotten })}
        </p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted">
            {t('handoff.tool_calls_earlier', { count: earlier.length })}
          </summary>
          <List calls={earlier} onJump={onJump} />
        </details>
      )}
      <List calls={calls.slice(-SHOWN)} onJump={onJump} />
    </div>
  )
}

function List({ calls, onJump }: { calls: readonly ToolUse[]; onJump: OnJump }) {
  return (
    <ul className="grid gap-1.5">
      {calls.map((call, place) => (
        <Call key={place.toString()} call={call} onJump={onJump} />
      ))}
    </ul>
  )
}

function Call({ call, onJump }: { call: ToolUse; onJump: OnJump }) {
  const { t } = useWords()
  const failed = call.outcome === 'failed'
  const failure = FAILURES.find((known) => known === call.error) ?? 'other'
  return (
    <li className="grid gap-1.5 rounded-md border p-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <bdi className="me-auto min-w-0 font-medium wrap-anywhere">{nameOf(call.tool)}</bdi>
        {failed && (
          <Badge tone="danger">
            <CircleAlert aria-hidden="true" />
            {t('handoff.tool_failed')}
          </Badge>
        )}
        <MessageLink seq={call.seq} onJump={onJump} className="text-xs" />
      </div>
      <Part name={t('handoff.tool_arguments')}>{call.arguments}</Part>
      {failed ? (
        <p className="text-danger">{t(`handoff.tool_error.${failure}`)}</p>
      ) : (
        <Part name={t('handoff.tool_result')}>{call.result}</Part>
      )}
    </li>
  )
}

/** One side of a call; nothing where nothing was sent. */
function Part({ name, children: value }: { name: string; children: unknown }) {
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  if (empty) return null
  return (
    <div role="group" aria-label={name} className="text-[0.8125rem]">
      <p aria-hidden="true" className="text-xs text-muted">
        {name}
      </p>
      <Value of={value} />
    </div>
  )
}
