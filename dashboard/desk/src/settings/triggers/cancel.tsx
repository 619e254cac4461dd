import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Simulation } from '../../api/settings'
import { useDesk } from '../../shell/context'
import { Button } from '../../ui/button'
import { saying } from '../../words/problems'
import { useWords } from '../../words/words'

/** Ends a simulation before it is through. */
export function Cancel({ id, onOver }: { id: string; onOver?: () => void }) {
  const { t } = useWords()
  const { api } = useDesk()
  const queries = useQueryClient()
  const cancel = useMutation({
    mutationFn: () => api.cancelSimulation(id),
    onSuccess: async (now) => {
      // What is on its way may have been read before it was cancelled.
      await queries.cancelQueries({ queryKey: ['simulation', id] })
      // It may have come to its end just before: the answer tells how it stands.
      queries.setQueryData<Simulation>(['simulation', id], now)
      void queries.invalidateQueries({ queryKey: ['simulations'] })
      onOver?.()
    },
  })
  const said = cancel.error ? saying(cancel.error, t) : undefined
  return (
    <>
      <Button
        size="sm"
        className="text-foreground"
        idle={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {t('triggers.simulate.cancel')}
      </Button>
      {said && (
        <p role="alert" className="basis-full">
          {said.title}. {said.detail}
        </p>
      )}
    </>
  )
}
