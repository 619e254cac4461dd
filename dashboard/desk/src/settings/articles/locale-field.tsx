import { useId } from 'react'
import { CheckedField } from '../../ui/checked-field'
import { Input } from '../../ui/field'
import { type Language, useWords } from '../../words/words'

/** What is offered; any other tag can be typed. */
const COMMON = 'ar da de el en es fi fr he hi id it ja ko nl no pl pt pt-BR ro ru sv tr uk vi zh'

/** The name of a language in the language of the desk; the tag itself where it has none. */
export function languageName(tag: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The language of an article, as a tag (BCP 47) with its name below. */
export function LocaleField({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (tag: string) => void
}) {
  const { t, language } = useWords()
  const list = useId()
  const name = languageName(value, language)
  return (
    <CheckedField
      label={t('article.locale')}
      hint={name !== value ? name : t('article.locale_hint')}
      error={error}
    >
      {(control) => (
        <>
          <Input
            {...control}
            list={list}
            dir="ltr"
            className="w-32 text-start"
            spellCheck={false}
            autoCapitalize="none"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {COMMON.split(' ').map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag, language)}
              </option>
            ))}
          </datalist>
        </>
      )}
    </CheckedField>
  )
}
