import { isFileRefused, ProblemError, type ProblemType, UnreachableError } from '../api/problem'
import { SignInOver } from '../session/oauth'
import type { Key, Translate } from './words'

/** What each problem is called, and what the agent can do about it. */
const PROBLEMS: { [type in ProblemType]?: string } = {
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
  '/problems/busy': 'busy',
  '/problems/stale-version': 'stale_version',
  '/problems/knowledge-full': 'knowledge_full',
  '/problems/group-name-taken': 'group_name_taken',
  '/problems/too-many-groups': 'too_many_groups',
  '/problems/canned-reply-exists': 'canned_reply_exists',
  '/problems/too-many-canned-replies': 'too_many_canned_replies',
  '/problems/payload-too-large': 'payload_too_large',
  '/problems/validation': 'validation',
  '/problems/rate-limited': 'rate_limited',
  '/problems/unavailable': 'unavailable',
  '/problems/connection-account-unknown': 'connection_account_unknown',
  '/problems/provider-refused': 'provider_refused',
  '/problems/file-not-here-yet': 'file_not_here_yet',
  '/problems/file-lost': 'file_lost',
  '/problems/policy-outdated': 'policy_outdated',
  '/problems/policy-not-draft': 'policy_not_draft',
}

export function saying(error: unknown, t: Translate): { title: string; detail: string } {
  const name = nameOf(error)
  const parameters: Record<string, string | number> = {
    name: t('problem.somebody'),
    agent: t('problem.somebody'),
    count: 1,
  }
  if (error instanceof ProblemError) {
    const { problem } = error
    if (problem.assignee) parameters.name = problem.assignee.name
    if (problem.agent) parameters.agent = problem.agent.name
    if (problem.retry_after) parameters.count = problem.retry_after
    if (name === 'validation') {
      const wrong = problem.errors?.map((one) => `${one.field}: ${one.detail}`).join(' ')
      return { title: t('problem.validation.title'), detail: wrong || problem.detail }
    }
  }
  return {
    title: t(`problem.${name}.title` as Key, parameters),
    detail: t(`problem.${name}.detail` as Key, parameters),
  }
}

function nameOf(error: unknown): string {
  if (error instanceof UnreachableError) return 'unreachable'
  if (error instanceof SignInOver) return 'unauthorized'
  if (isFileRefused(error)) return 'file_refused'
  if (error instanceof ProblemError) return PROBLEMS[error.problem.type] ?? 'internal'
  return 'internal'
}
