/** What the settings say of articles, people and canned replies, in English. */
export const knowledge = {
  'articles.title': 'Articles',
  'people.title': 'Agents and groups',
  'canned.title': 'Canned replies',
} as const
