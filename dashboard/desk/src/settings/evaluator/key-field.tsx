import { Button } from '../../ui/button'
import { CheckedField } from '../../ui/checked-field'
import { Input } from '../../ui/field'
import { useWords } from '../../words/words'
import type { KeyChange } from './fields'

/** A key that is written and never read: whether there is one, and what becomes of it. */
export function KeyField({
  label,
  hint,
  error,
  isStored,
  change,
  onChange,
}: {
  label: string
  hint?: string
  error: string | undefined
  isStored: boolean
  change: KeyChange
  onChange: (change: KeyChange) => void
}) {
  const { t } = useWords()
  const state = !isStored
    ? 'none'
    : change === undefined
      ? 'stored'
      : change === ''
        ? 'forgotten'
        : 'new'
  return (
    <div className="grid content-start gap-1.5">
      <CheckedField
        label={label}
        error={error}
        hint={
          <>
            <span role="status">{t(`evaluator.key_${state}`)}</span> {hint}
          </>
        }
      >
        {(checked) => (
          <Input
            {...checked}
            type="password"
            dir="ltr"
            // What the browser keeps of the site is another password.
            autoComplete="new-password"
            spellCheck={false}
            maxLength={1_000}
            value={change ?? ''}
            onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
          />
        )}
      </CheckedField>
      {isStored && (
        <Button
          size="sm"
          className="justify-self-start"
          aria-label={`${t(change === '' ? 'evaluator.key_keep' : 'evaluator.key_forget')}: ${label}`}
          onClick={() => onChange(change === '' ? undefined : '')}
        >
          {t(change === '' ? 'evaluator.key_keep' : 'evaluator.key_forget')}
        </Button>
      )}
    </div>
  )
}
