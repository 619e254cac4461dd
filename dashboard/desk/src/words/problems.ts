import {
  faultsOf,
  isFileRefused,
  type Problem,
  ProblemError,
  type ProblemType,
  UnreachableError,
} from '../api/problem'
import { SignInOver } from '../session/oauth'
import { faultSaid, reasonSaid } from './faults'
import type { Key, Translate } from './words'

/** What there are a title and a detail for. */
type Name = Key extends infer K ? (K extends `problem.${infer N}.title` ? N : never) : never

/** What is said to Meta and to the widget alone. */
type Elsewhere =
  | '/problems/bad-signature'
  | '/problems/wrong-verify-token'
  | '/problems/attachments-not-allowed'

/** What each problem is called, and what the agent can do about it. */
const PROBLEMS: Record<Exclude<ProblemType, Elsewhere>, Name> = {
  '/problems/malformed-json': 'misunderstood',
  '/problems/bad-request': 'misunderstood',
  '/problems/unsupported-media-type': 'misunderstood',
  '/problems/unauthorized': 'unauthorized',
  '/problems/forbidden': 'forbidden',
  '/problems/not-found': 'not_found',
  '/problems/escalation-taken': 'escalation_taken',
  '/problems/escalation-ended': 'escalation_ended',
  '/problems/escalation-not-taken': 'escalation_not_taken',
  '/problems/already-escalated': 'already_escalated',
  '/problems/not-owner': 'not_owner',
  '/problems/at-capacity': 'at_capacity',
  '/problems/window-closed': 'window_closed',
  '/problems/customer-wrote': 'customer_wrote',
  '/problems/busy': 'busy',
  '/problems/stale-version': 'stale_version',
  '/problems/knowledge-full': 'knowledge_full',
  '/problems/group-name-taken': 'group_name_taken',
  '/problems/too-many-groups': 'too_many_groups',
  '/problems/canned-reply-exists': 'canned_reply_exists',
  '/problems/too-many-canned-replies': 'too_many_canned_replies',
  '/problems/payload-too-large': 'payload_too_large',
  '/problems/validation': 'validation',
  '/problems/idempotency-key-reused': 'idempotency_key_reused',
  '/problems/rate-limited': 'rate_limited',
  '/problems/internal': 'internal',
  '/problems/unavailable': 'unavailable',
  '/problems/connection-account-unknown': 'connection_account_unknown',
  '/problems/provider-refused': 'provider_refused',
  '/problems/file-not-here-yet': 'file_not_here_yet',
  '/problems/file-lost': 'file_lost',
  '/problems/policy-outdated': 'policy_outdated',
  '/problems/policy-not-draft': 'policy_not_draft',
  '/problems/simulation-running': 'simulation_running',
}

/** What went wrong, by its stable type; what has none that is known here is said in the API's own words. */
export function saying(error: unknown, t: Translate): { title: string; detail: string } {
  const problem = error instanceof ProblemError ? error.problem : undefined
  const name = nameOf(error)
  if (name === undefined) {
    return problem?.detail
      ? { title: problem.title, detail: problem.detail }
      : { title: t('problem.internal.title'), detail: t('problem.internal.detail') }
  }
  const parameters = {
    name: problem?.assignee?.name ?? t('problem.somebody'),
    agent: problem?.agent?.name ?? t('problem.somebody'),
    count: problem?.retry_after || 1,
  }
  const wrong = faultsOf(error)
    .map((fault) =>
      name === 'validation'
        ? `\u2068${fault.field}\u2069: ${faultSaid(fault, t)}`
        : reasonSaid(fault, t),
    )
    .join(' ')
  return {
    title: t(`problem.${name}.title`, parameters),
    detail: wrong || t(`problem.${name}.detail`, parameters),
  }
}

function nameOf(error: unknown): Name | undefined {
  if (error instanceof UnreachableError) return 'unreachable'
  if (error instanceof SignInOver) return 'unauthorized'
  if (isFileRefused(error)) return 'file_refused'
  if (error instanceof ProblemError) return named(error.problem)
  return 'internal'
}

/** An API may know of more types than the desk that it serves. */
const named = ({ type }: Problem): Name | undefined =>
  (PROBLEMS as { readonly [type: string]: Name | undefined })[type]
