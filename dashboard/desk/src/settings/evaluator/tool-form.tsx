import { CheckedField } from '../../ui/checked-field'
import { Input, Textarea } from '../../ui/field'
import { useWords } from '../../words/words'
import { NumberInput } from '../number-input'
import type { ToolDraft } from './fields'

/** One tool: what it is called, what it does, where it is, and what it is asked with. */
export function ToolForm({
  tool,
  at,
  errorAt,
  onChange,
}: {
  tool: ToolDraft
  /** Its place, as the API names it. */
  at: string
  errorAt: (at: string) => string | undefined
  onChange: (part: Partial<ToolDraft>) => void
}) {
  const { t } = useWords()
  return (
    <div className="grid gap-3 border-t p-3">
      <CheckedField
        label={t('evaluator.tool_name')}
        hint={t('evaluator.tool_name_hint')}
        error={errorAt(`${at}.name`)}
      >
        {(checked) => (
          <Input
            {...checked}
            dir="ltr"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            value={tool.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </CheckedField>
      <CheckedField label={t('evaluator.tool_description')} error={errorAt(`${at}.description`)}>
        {(checked) => (
          <Textarea
            {...checked}
            dir="auto"
            rows={2}
            maxLength={1_000}
            value={tool.description}
            onChange={(event) => onChange({ description: event.target.value })}
          />
        )}
      </CheckedField>
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_10rem]">
        <CheckedField
          label={t('evaluator.tool_url')}
          hint={t('evaluator.tool_url_hint')}
          error={errorAt(`${at}.url`)}
        >
          {(checked) => (
            <Input
              {...checked}
              type="url"
              dir="ltr"
              value={tool.url}
              onChange={(event) => onChange({ url: event.target.value })}
            />
          )}
        </CheckedField>
        <CheckedField label={t('evaluator.tool_timeout')} error={errorAt(`${at}.timeout_ms`)}>
          {(checked) => (
            <NumberInput
              {...checked}
              min={0.1}
              max={30}
              step="any"
              scale={1e-3}
              value={tool.timeout_ms}
              onValue={(timeout_ms) => onChange({ timeout_ms })}
            />
          )}
        </CheckedField>
      </div>
      <CheckedField
        label={t('evaluator.tool_parameters')}
        hint={t('evaluator.tool_parameters_hint')}
        error={errorAt(`${at}.parameters`)}
      >
        {(checked) => (
          <Textarea
            {...checked}
            dir="ltr"
            rows={9}
            spellCheck={false}
            className="font-mono text-xs"
            value={tool.parameters}
            onChange={(event) => onChange({ parameters: event.target.value })}
          />
        )}
      </CheckedField>
    </div>
  )
}
