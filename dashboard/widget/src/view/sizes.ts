/** Tells a size in bytes, in its largest unit. */
export type Sizes = (bytes: number) => string

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** Tells sizes as a language does. */
export function sizes(locale: string): Sizes {
  return (bytes) => {
    const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2
    const form = {
      style: 'unit',
      unit: UNITS[step] ?? 'byte',
      unitDisplay: 'short',
      maximumFractionDigits: step === 2 ? 1 : 0,
    } as const
    const value = bytes / 1_000 ** step
    try {
      return new Intl.NumberFormat(locale, form).format(value)
    } catch {
      return new Intl.NumberFormat(undefined, form).format(value)
    }
  }
}
