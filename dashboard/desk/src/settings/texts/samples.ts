import type { CompanySettings } from '../../api/settings'

/** Settings as a company has them, for tests. */
export const SETTINGS: CompanySettings = {
  version: 3,
  texts: {
    connecting: 'A person comes in {wait_minutes} minutes.',
    now_speaking_with: 'Now speaking with {agent_name}.',
    closing: 'Goodbye.',
    quota_exhausted: 'I cannot answer; {wait_minutes} minutes.',
  },
  greeting: 'Hello!',
  confidence_threshold: 0.45,
  expected_wait_minutes: 5,
  bot_limit_minutes: 2,
  pickup_minutes: { high: 5, medium: 15, low: 60 },
  agent_silence_minutes: 15,
  phone_hold_minutes: 240,
  agent_language: 'en',
  widget_attachments: false,
  variables: {
    greeting: [],
    connecting: ['wait_minutes'],
    now_speaking_with: ['agent_name'],
    closing: ['agent_name'],
    quota_exhausted: ['wait_minutes'],
  },
}
