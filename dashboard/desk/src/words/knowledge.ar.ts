/** What the settings say of articles, people and canned replies, in Arabic. */
export const knowledge = {
  'articles.title': 'المقالات',
  'people.title': 'الوكلاء والمجموعات',
  'canned.title': 'الردود الجاهزة',
} as const
