import type { components } from './schema'

export type Problem = components['schemas']['Problem']
export type ProblemType = Problem['type']
/** What is wrong with one field of what was sent: by a stable code, and in English for people. */
export type Fault = NonNullable<Problem['errors']>[number]

/** The API's answer was a problem (RFC 9457). */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title)
  }
}

/** No answer came. Nothing is known of whether the request was carried out. */
export class UnreachableError extends Error {}

export function isProblem(error: unknown, type: ProblemType): error is ProblemError {
  return error instanceof ProblemError && error.problem.type === type
}

/** All that the API found wrong with fields of what was sent. */
export const faultsOf = (error: unknown): readonly Fault[] =>
  error instanceof ProblemError ? (error.problem.errors ?? []) : []

/** Whether a message was refused since its file is not there, or is not what may be sent. */
export const isFileRefused = (error: unknown): boolean =>
  isProblem(error, '/problems/validation') &&
  faultsOf(error).some((one) => one.field === 'media.file_id')

/** What to read out of an answer that failed: a problem where it is one. */
export function problemFrom(body: unknown, status: number, retryAfter?: string | null): Problem {
  if (typeof body === 'object' && body !== null && 'type' in body && 'title' in body) {
    const seconds = Number(retryAfter ?? Number.NaN)
    return { ...(seconds >= 0 ? { retry_after: seconds } : {}), ...(body as Problem) }
  }
  return {
    type: status === 401 ? '/problems/unauthorized' : '/problems/internal',
    title: `HTTP ${status}`,
    detail: '',
    status,
  }
}
