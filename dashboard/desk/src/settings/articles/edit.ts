import type { Article, ArticleWords } from '../../api/knowledge'

/** The parts of an article that somebody writes. */
export const PARTS = ['title', 'locale', 'questions', 'body'] as const
export type Part = (typeof PARTS)[number]

export const MOST_QUESTIONS = 50
export const LONGEST_BODY = 50_000

export const NOTHING: ArticleWords = { title: '', locale: 'en', questions: [], body: '' }

export const wordsOf = ({ title, locale, questions, body }: Article): ArticleWords => ({
  title,
  locale,
  questions,
  body,
})

/** A part as plain text: questions stand on a line each. */
export const textOf = (words: ArticleWords, part: Part): string =>
  part === 'questions' ? words.questions.join('\n') : words[part]

const same = (a: ArticleWords, b: ArticleWords, part: Part): boolean =>
  textOf(a, part) === textOf(b, part)

export const isSame = (a: ArticleWords, b: ArticleWords): boolean =>
  PARTS.every((part) => same(a, b, part))

/** Adds a question unless it stands there already. */
export function withQuestion(words: ArticleWords, question: string | undefined): ArticleWords {
  const wanted = question?.trim().slice(0, 300)
  if (!wanted || words.questions.includes(wanted)) return words
  return { ...words, questions: [...words.questions.filter((one) => one.trim()), wanted] }
}

/** As it is sent: lines that say nothing are no questions. */
export const tidy = (words: ArticleWords): ArticleWords => ({
  ...words,
  title: words.title.trim(),
  locale: words.locale.trim(),
  questions: words.questions.map((one) => one.trim()).filter(Boolean),
})

/**
 * What becomes of an edit that began from `base` when `theirs` was saved meanwhile: parts that were
 * not touched here follow theirs, and those that both changed are left to whoever edits.
 */
export function merged(
  base: ArticleWords,
  mine: ArticleWords,
  theirs: ArticleWords,
): { words: ArticleWords; clashes: Part[] } {
  const words = { ...mine }
  const clashes: Part[] = []
  for (const part of PARTS) {
    if (same(mine, theirs, part)) continue
    if (same(mine, base, part)) Object.assign(words, { [part]: theirs[part] })
    else if (!same(theirs, base, part)) clashes.push(part)
  }
  return { words, clashes }
}
