import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Article, ArticleWords } from '../../api/knowledge'
import { isProblem } from '../../api/problem'
import { useDesk } from '../../shell/context'
import { isSame, merged, NOTHING, tidy, withQuestion, wordsOf } from './edit'
import { dropEdit, type KeptEdit, keepEdit, readEdit } from './kept'

const baseOf = (article: Article): NonNullable<KeptEdit['base']> => ({
  version: article.version,
  words: wordsOf(article),
})

/**
 * An article in the making: kept on this device with every letter, saved under the version that it
 * began from, and held against what others saved meanwhile.
 */
export function useEdit(id: string, article: Article | undefined, question: string | undefined) {
  const { api, me } = useDesk()
  const queries = useQueryClient()
  const [begun] = useState(() => {
    const kept = readEdit(me.id, id)
    const base = article ? (kept?.base ?? baseOf(article)) : null
    const start = kept?.words ?? base?.words ?? NOTHING
    return { base, words: withQuestion(start, question), restored: kept !== undefined }
  })
  const [base, setBase] = useState(begun.base)
  const [words, setWords] = useState(begun.words)
  const [restored, setRestored] = useState(begun.restored)
  const [theirs, setTheirs] = useState<Article>()
  const first = useRef<{ words: string; key: string; made?: Article }>(undefined)
  // A question that was brought along is no work that could be lost.
  const start = base?.words ?? withQuestion(NOTHING, question)
  const unsaved = !isSame(words, start)

  useEffect(() => {
    if (unsaved) keepEdit(me.id, id, { words, base })
    else dropEdit(me.id, id)
  }, [me.id, id, words, base, unsaved])

  // What others saved is seen as soon as it is read, not only when saving.
  useEffect(() => {
    if (!article || !base || article.version <= base.version) return
    if (unsaved) setTheirs(article)
    else {
      setBase(baseOf(article))
      setWords(wordsOf(article))
    }
  }, [article, base, unsaved])

  const settle = (saved: Article) => {
    setBase(baseOf(saved))
    setWords(wordsOf(saved))
    setTheirs(undefined)
    setRestored(false)
    dropEdit(me.id, id)
    queries.setQueryData(['article', saved.id], saved)
    void queries.invalidateQueries({ queryKey: ['articles'] })
  }

  /** An attempt whose answer was lost is made again under its key, as long as it says the same. */
  const begin = async (sent: ArticleWords) => {
    const said = JSON.stringify(sent)
    if (first.current?.words !== said) first.current = { words: said, key: crypto.randomUUID() }
    const made = await api.beginArticle(sent, first.current.key)
    first.current.made = made
    return made
  }

  const save = useMutation({
    mutationFn: async (intent: {
      words: typeof words
      version: number | undefined
      publish: boolean
    }) => {
      const sent = tidy(intent.words)
      const known = article ?? first.current?.made
      const version = article ? intent.version : known?.version
      let saved = known
      if (!known) saved = await begin(sent)
      else if (version !== undefined) {
        saved = await api
          .saveArticle(known.id, { ...sent, version })
          .catch(async (error: unknown) => {
            if (!isProblem(error, '/problems/stale-version')) throw error
            const now = await api.article(known.id)
            // An answer that was lost: it is saved already.
            if (isSame(wordsOf(now), sent)) return now
            setTheirs(now)
            return undefined
          })
      }
      if (saved && intent.publish) saved = await api.publishArticle(saved.id)
      return saved
    },
    onSuccess: (saved) => saved && settle(saved),
  })
  const withdraw = useMutation({
    mutationFn: (of: string) => api.unpublishArticle(of),
    onSuccess: (now) => {
      // Only where it stands has changed: what is being written goes on.
      setBase((present) => present && { ...present, version: now.version })
      queries.setQueryData(['article', now.id], now)
      void queries.invalidateQueries({ queryKey: ['articles'] })
    },
  })

  const clash = base && theirs ? merged(base.words, words, wordsOf(theirs)) : undefined
  return {
    words,
    write: (change: Partial<typeof words>) => setWords((present) => ({ ...present, ...change })),
    unsaved,
    restored,
    save,
    withdraw,
    put: (publish: boolean) =>
      save.mutateAsync({
        words,
        version: unsaved || !article ? base?.version : undefined,
        publish,
      }),
    theirs,
    clashes: clash?.clashes ?? [],
    keepMine: () => {
      if (!theirs || !clash) return
      setBase(baseOf(theirs))
      setWords(clash.words)
      setTheirs(undefined)
      save.mutate({ words: clash.words, version: theirs.version, publish: false })
    },
    takeTheirs: () => theirs && settle(theirs),
    discard: () => {
      if (article) setBase(baseOf(article))
      setWords(article ? wordsOf(article) : start)
      setRestored(false)
      setTheirs(undefined)
      dropEdit(me.id, id)
    },
  }
}
