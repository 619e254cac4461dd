import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { faultsOf, isProblem } from '../../api/problem'
import type { Evaluator, EvaluatorDetail } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { faultSaid } from '../../words/faults'
import { useWords } from '../../words/words'
import { changed, changeOf, FIELDS, type Field, rebased, type Values, valuesOf } from './fields'
import { problemsOf } from './problems'

const KEY = ['evaluator']

/** Asking for the model's own words needs none of these. */
const TRIED: readonly Field[] = FIELDS.filter(
  (field) => field !== 'tools' && field !== 'tool_signing_key',
)

export function useEvaluator() {
  const { api } = useDesk()
  return useQuery({ queryKey: KEY, queryFn: () => api.evaluator(), staleTime: 5_000 })
}

/** Who decides, as it is being changed, and the ways to save it and to try it. */
export function useEvaluatorForm(current: EvaluatorDetail) {
  const { api } = useDesk()
  const words = useWords()
  const queries = useQueryClient()
  const [base, setBase] = useState<Evaluator>(current)
  const [values, setValues] = useState(() => valuesOf(current))
  /** Whether what is missing is told of: not before one has tried to save. */
  const [isTold, setTold] = useState(false)
  const before = useMemo(() => valuesOf(base), [base])
  const own = changed(before, values)
  const dirty = own.length > 0
  const isNewer = current.version > base.version
  const problems = problemsOf(values, base, words)

  // Somebody else's change comes in by itself where nothing of one's own is in its way.
  // So does one's own, where the answer to the save was lost.
  if (isNewer && (!dirty || changed(values, valuesOf(current)).length === 0)) {
    setBase(current)
    setValues(valuesOf(current))
  }

  const save = useMutation({
    mutationFn: async (sent: Values) => api.saveEvaluator(changeOf(base.version, before, sent)),
    onSuccess: (now, sent) => {
      setBase(now)
      // What was typed while it was on its way stays.
      setValues((mine) => rebased(sent, mine, valuesOf(now)))
      setTold(false)
      queries.setQueryData<EvaluatorDetail>(KEY, (known) => ({ history: [], ...known, ...now }))
      // Who changed what is not in the answer.
      void queries.invalidateQueries({ queryKey: KEY })
    },
    onError: (error) => {
      if (isProblem(error, '/problems/stale-version')) {
        return queries.invalidateQueries({ queryKey: KEY })
      }
    },
  })
  const trial = useMutation({
    mutationFn: async (question: string) =>
      api.tryEvaluator({
        ...(question !== '' && { question }),
        ...(own.some((field) => TRIED.includes(field)) && {
          settings: changeOf(base.version, before, values, TRIED),
        }),
      }),
  })
  const refused = [save.error, trial.error].flatMap(faultsOf)

  return {
    base,
    values,
    dirty,
    save,
    trial,
    /** What is to be mended first, by its place. */
    problems,
    /** Whether something that a try needs is wrong. */
    isTriable: ![...problems.keys()].some((at) => !at.startsWith('tool')),
    isTold,
    tell: () => setTold(true),
    set: (part: Partial<Values>) => setValues((now) => ({ ...now, ...part })),
    /** What is wrong at a place: here, or as the server found it. */
    errorAt: (at: string): string | undefined => {
      const here = problems.get(at)
      if (here && (isTold || !here.missing)) return here.said
      const found = refused.find(
        ({ field }) => field === at || field.startsWith(`${at}.`) || field.startsWith(`${at}[`),
      )
      return found && faultSaid(found, words.t)
    },
    /** How many faults the server found at fields of the page. */
    refusedAt: refused.map(({ field }) => field),
    /** What somebody else saved while this was being changed here. */
    theirs: isNewer && dirty ? current : undefined,
    takeTheirs: () => {
      save.reset()
      trial.reset()
      setTold(false)
      setBase(current)
      setValues(valuesOf(current))
    },
    keepMine: () => {
      save.reset()
      setValues(rebased(before, values, valuesOf(current)))
      setBase(current)
    },
  }
}

export type EvaluatorForm = ReturnType<typeof useEvaluatorForm>
