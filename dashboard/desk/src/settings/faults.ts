import { ProblemError } from '../api/problem'

/** What the API finds wrong with one field of what was sent. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined
  return error.problem.errors?.find(
    (one) =>
      one.field === field || one.field.startsWith(`${field}[`) || one.field.startsWith(`${field}.`),
  )?.detail
}

/** Whether every fault of the error is told at one of these fields, so that nothing is left to say. */
export function isToldAt(error: unknown, fields: readonly string[]): boolean {
  if (!(error instanceof ProblemError)) return false
  const faults = error.problem.errors ?? []
  return (
    faults.length > 0 &&
    faults.every(({ field }) => fields.some((one) => field.split(/[.[]/)[0] === one))
  )
}
