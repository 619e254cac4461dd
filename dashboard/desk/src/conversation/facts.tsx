import type { ReactNode } from 'react'
import { type Translate, useWords } from '../words/words'

type Scalar = string | number | boolean | null

/** How deep what a program answered is laid out. Below, it is shown as it came. */
const DEEPEST = 4

/** Names and what they hold; nothing where there are none. */
export function Facts({ title, facts = {} }: { title: string; facts: object | undefined }) {
  if (Object.keys(facts).length === 0) return null
  return (
    <div>
      <Heading>{title}</Heading>
      <Names of={facts} />
    </div>
  )
}

/** What a program answered, laid out for people. */
export function Value({ of: value, depth = 0 }: { of: unknown; depth?: number }) {
  const { t } = useWords()
  if (isPlain(value)) return <bdi className="whitespace-pre-wrap">{said(value, t)}</bdi>
  if (depth < DEEPEST && Array.isArray(value)) {
    return (
      <ol className="grid gap-1.5">
        {value.map((one, place) => (
          <li key={place.toString()} className="border-s-2 ps-2">
            <Value of={one} depth={depth + 1} />
          </li>
        ))}
      </ol>
    )
  }
  if (depth < DEEPEST && typeof value === 'object' && value !== null) {
    return <Names of={value} depth={depth} />
  }
  return (
    <pre className="text-xs wrap-anywhere whitespace-pre-wrap" dir="ltr">
      <code>{JSON.stringify(value, null, 2)}</code>
    </pre>
  )
}

function Names({ of: facts, depth = 0 }: { of: object; depth?: number }) {
  return (
    <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-3 gap-y-1">
      {Object.entries(facts).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="break-words text-muted">{nameOf(name)}</dt>
          <dd className="min-w-0 wrap-anywhere">
            <Value of={value} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

export function Heading({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <h3 className="mb-1 flex items-center gap-1.5 text-xs font-semibold text-muted [&_svg]:size-3.5">
      {icon}
      {children}
    </h3>
  )
}

/** A name that a program gave, for people. */
export const nameOf = (name: string): string => name.replaceAll('_', ' ')

function said(value: Scalar | readonly Scalar[], t: Translate): string {
  if (Array.isArray(value))
    return value.map((one) => said(one, t)).join(t('value.separator')) || '–'
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  return value === null || value === '' ? '–' : String(value)
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** Whether it fits in a line: a scalar, a list of them, or nothing. */
const isPlain = (value: unknown): value is Scalar | readonly Scalar[] =>
  isScalar(value) || (Array.isArray(value) && value.every(isScalar))
