import { faultsOf } from '../api/problem'
import { faultSaid } from '../words/faults'
import type { Translate } from '../words/words'

/** What the API finds wrong with one field of what was sent. */
export function faultOf(error: unknown, field: string, t: Translate): string | undefined {
  const found = faultsOf(error).find(
    (one) =>
      one.field === field || one.field.startsWith(`${field}[`) || one.field.startsWith(`${field}.`),
  )
  return found && faultSaid(found, t)
}

/** Whether every fault of the error is told at one of these fields, so that nothing is left to say. */
export function isToldAt(error: unknown, fields: readonly string[]): boolean {
  const faults = faultsOf(error)
  return (
    faults.length > 0 &&
    faults.every(({ field }) => fields.some((one) => field.split(/[.[]/)[0] === one))
  )
}
