import { Check, type LucideIcon, RotateCcw, ThumbsDown, X } from 'lucide-react'
import type { Tried } from '../api/client'
import { useWords } from '../words/words'
import { Heading, nameOf } from './facts'
import { MessageLink, type OnJump } from './references'

const SIGNS: Record<Tried['result'], LucideIcon> = {
  given: Check,
  asked_again: RotateCcw,
  did_not_help: ThumbsDown,
  not_given: X,
}

/** What the bot tried, where it said so, and what came of it. */
export function TriedList({ tried, onJump }: { tried: readonly Tried[]; onJump: OnJump }) {
  const { t, language } = useWords()
  if (tried.length === 0) return null
  const list = new Intl.ListFormat(language)
  return (
    <div>
      <Heading>{t('handoff.tried')}</Heading>
      <ul className="grid gap-1.5">
        {tried.map((one, place) => {
          const Sign = SIGNS[one.result] ?? (one.answered ? Check : X)
          const sources = [
            ...(one.article_title ? [t('handoff.article', { title: one.article_title })] : []),
            ...one.tools.map(nameOf),
          ]
          const how = one.answered ? 'answered' : 'not_answered'
          return (
            <li key={place.toString()} className="flex gap-2">
              <Sign aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
              <div className="min-w-0">
                <p>
                  <bdi>{one.question}</bdi>
                </p>
                <p className="text-xs text-muted">
                  {t(sources.length > 0 ? `handoff.${how}` : `handoff.${how}_alone`, {
                    sources: list.format(sources),
                    score: Math.round(one.score * 100),
                  })}
                  {one.seq !== null && (
                    <>
                      {' '}
                      <MessageLink seq={one.seq} onJump={onJump} />
                    </>
                  )}
                </p>
                {(one.result === 'asked_again' || one.result === 'did_not_help') && (
                  <p className="text-xs font-medium">{t(`handoff.result.${one.result}`)}</p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
