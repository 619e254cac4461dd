import { useRef } from 'react'
import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { cn } from '../../ui/cn'
import { Textarea } from '../../ui/field'
import { useWords } from '../../words/words'
import { insertVariable } from '../insert-variable'
import { filledIn, LABELS, MOST_CHARACTERS, type TextField, unknownVariables } from './fields'

/** A text that customers read: to write, with its variables, and as they will see it. */
export function CustomerText({
  field,
  text,
  variables,
  filling,
  error,
  onChange,
}: {
  field: TextField
  text: string
  variables: readonly string[]
  /** What stands for each variable in the preview. */
  filling: Readonly<Record<string, string>>
  error: string | undefined
  onChange: (text: string) => void
}) {
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const unknown = unknownVariables(text, variables)
  const label = t(LABELS[field])

  return (
    <div className="grid gap-3 border-t pt-4 first:border-t-0 first:pt-0 md:grid-cols-2">
      <div className="grid min-w-0 content-start gap-2">
        <CheckedField
          label={label}
          error={unknown.length > 0 ? t('texts.unknown', { variables: unknown.join(' ') }) : error}
        >
          {(checked) => (
            <Textarea
              {...checked}
              ref={box}
              required
              dir="auto"
              rows={3}
              maxLength={MOST_CHARACTERS}
              value={text}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </CheckedField>
        <div className="flex flex-wrap items-center gap-2">
          {variables.length === 0 ? (
            <p className="flex-1 text-xs text-muted">{t('texts.no_variables')}</p>
          ) : (
            <div
              role="group"
              aria-label={t('texts.variables')}
              className="flex flex-1 flex-wrap gap-2"
            >
              {variables.map((variable) => (
                <Button
                  key={variable}
                  size="sm"
                  variant="soft"
                  className="h-7"
                  onClick={() => insertVariable(box.current, text, variable, onChange)}
                >
                  {t('texts.insert', { variable: nameOf(variable, t) })}
                </Button>
              ))}
            </div>
          )}
          <p className="text-xs text-muted tabular-nums">
            {t('texts.length', { count: [...text].length, most: MOST_CHARACTERS })}
          </p>
        </div>
      </div>
      <Preview text={filledIn(text, filling)} isSystem={field !== 'greeting'} />
    </div>
  )
}

const NAMED = ['wait_minutes', 'agent_name'] as const

function nameOf(variable: string, t: ReturnType<typeof useWords>['t']): string {
  const named = NAMED.find((name) => name === variable)
  return named ? t(`texts.variable.${named}`) : `{${variable}}`
}

/** The text in a conversation, as on a phone. */
function Preview({ text, isSystem }: { text: string; isSystem: boolean }) {
  const { t } = useWords()
  return (
    <figure className="grid min-w-0 content-start gap-1">
      <figcaption className="text-xs font-medium text-muted">{t('texts.preview')}</figcaption>
      <div className="rounded-lg bg-raised p-3">
        {!isSystem && <p className="mb-0.5 ps-1 text-xs text-muted">{t('texts.preview_bot')}</p>}
        <p
          dir="auto"
          className={cn(
            'w-fit max-w-[90%] rounded-2xl rounded-ss-sm border bg-surface px-3 py-2 whitespace-pre-wrap wrap-anywhere shadow-sm',
            text.trim() === '' && 'text-muted italic',
          )}
        >
          {text.trim() === '' ? t('texts.preview_empty') : text}
        </p>
      </div>
    </figure>
  )
}
