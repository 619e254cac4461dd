/** What the settings say of triggers, texts, quota and connections, in Arabic. */
export const settings = {
  'settings.own': 'أنت وهذا المكتب',
  'settings.not_yours.title': 'هذه الصفحة ليست لك',
  'settings.not_yours.detail': 'يمكن لقائد فريق أو مسؤول فتحها.',
  'triggers.title': 'المشغّلات',
  'texts.title': 'نصوص العملاء',
  'quota.title': 'ردود الروبوت',
  'connections.title': 'الاتصالات',
} as const
