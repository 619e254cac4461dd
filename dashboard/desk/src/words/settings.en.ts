/** What the settings say of triggers, texts, quota and connections, in English. */
export const settings = {
  'settings.own': 'You and this desk',
  'settings.not_yours.title': 'This page is not for you',
  'settings.not_yours.detail': 'A lead or an administrator can open it.',
  'triggers.title': 'Triggers',
  'texts.title': 'Customer texts',
  'quota.title': 'Replies of the bot',
  'connections.title': 'Connections',
} as const
