import { Minus, MoveVertical, Pencil, Plus } from 'lucide-react'
import { Badge } from '../../ui/badge'
import { Empty } from '../../ui/states'
import { useWords, type Words } from '../../words/words'
import type { FullTrigger } from './built-in'
import type { Difference, Part } from './compare'
import { formatList, quote, sayCondition, sayScope, sayTiming } from './describe'
import { useGroupName } from './groups'
import { TriggerSummary } from './trigger-summary'

const SIGNS = {
  added: { icon: Plus, tone: 'good' },
  removed: { icon: Minus, tone: 'danger' },
  changed: { icon: Pencil, tone: 'info' },
  moved: { icon: MoveVertical, tone: 'plain' },
} as const

/** In what two lists of triggers differ, trigger by trigger. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const { t } = useWords()
  if (differences.length === 0) {
    return (
      <Empty title={t('triggers.differences.none')}>{t('triggers.differences.none_detail')}</Empty>
    )
  }
  return <DifferenceList differences={differences} />
}

export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  const { t } = useWords()
  return (
    <ul className="grid gap-2">
      {differences.map((difference) => {
        const { icon: Sign, tone } = SIGNS[difference.kind]
        const trigger = difference.kind === 'removed' ? difference.was : difference.now
        return (
          <li
            key={trigger.id ?? trigger.name}
            className="grid gap-1.5 rounded-md border bg-surface p-3"
          >
            <div className="flex flex-wrap items-center gap-2">
              <Badge tone={tone}>
                <Sign aria-hidden="true" />
                {t(`triggers.difference.${difference.kind}`)}
              </Badge>
              <span className="font-medium">
                <bdi>{trigger.name}</bdi>
              </span>
              {(difference.kind === 'moved' || difference.kind === 'changed') &&
                difference.moved && (
                  <span className="text-[0.8125rem] text-muted">
                    {t('triggers.difference.place', { from: difference.from, to: difference.to })}
                  </span>
                )}
            </div>
            {difference.kind === 'changed' ? (
              <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
                {difference.parts.map((part) => (
                  <PartChange key={part} part={part} was={difference.was} now={difference.now} />
                ))}
              </dl>
            ) : (
              difference.kind !== 'moved' && <TriggerSummary trigger={trigger} />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function PartChange({ part, was, now }: { part: Part; was: FullTrigger; now: FullTrigger }) {
  const words = useWords()
  const { t } = words
  const groupName = useGroupName()
  const say = (trigger: FullTrigger) => sayPart(part, trigger, words, groupName)
  return (
    <>
      <dt className="text-[0.8125rem] text-muted">{t(`triggers.part.${part}`)}</dt>
      <dd className="min-w-0 wrap-anywhere">
        {part === 'when' && was.when.kind === 'keywords' && now.when.kind === 'keywords'
          ? sayWords(was.when.words, now.when.words, words)
          : t('settings.from_to', { before: say(was), after: say(now) })}
      </dd>
    </>
  )
}

/** Of two hundred words, only those that came and went. */
function sayWords(was: readonly string[], now: readonly string[], words: Words): string {
  const quoted = (some: readonly string[]) => formatList(some.map(quote), words.language)
  const added = now.filter((word) => !was.includes(word))
  const removed = was.filter((word) => !now.includes(word))
  return [
    added.length > 0 && words.t('triggers.part.words_added', { words: quoted(added) }),
    removed.length > 0 && words.t('triggers.part.words_removed', { words: quoted(removed) }),
    added.length + removed.length === 0 && quoted(now),
  ]
    .filter(Boolean)
    .join(' · ')
}

function sayPart(
  part: Part,
  trigger: FullTrigger,
  words: Words,
  groupName: (id: string) => string,
): string {
  const { t, language } = words
  switch (part) {
    case 'name':
      return trigger.name
    case 'enabled':
      return t(trigger.enabled ? 'triggers.part.yes' : 'triggers.part.no')
    case 'when':
      return sayCondition(trigger.when, words)
    case 'only':
      return formatList(sayScope(trigger, words), language) || t('triggers.part.everywhere')
    case 'urgency':
      return trigger.urgency ? t(`urgency.${trigger.urgency}`) : t('triggers.field.as_message')
    case 'type':
      return trigger.type ? t(`type.${trigger.type}`) : t('triggers.field.as_message')
    case 'group':
      return trigger.group ? groupName(trigger.group) : t('triggers.field.everybody')
    case 'timing':
      return sayTiming(trigger.timing, t)
  }
}
