import { useQuery } from '@tanstack/react-query'
import { useDesk } from '../../shell/context'

/** The company's groups; none where there are none, or they cannot be read. */
export function useGroups(): readonly { id: string; name: string }[] {
  const { api } = useDesk()
  const list = useQuery({
    queryKey: ['group-names'],
    queryFn: () => api.groupNames(),
    retry: false,
  })
  return list.data?.items ?? []
}

/** What a group is called; its id where that is not known. */
export function useGroupName(): (id: string) => string {
  const groups = useGroups()
  return (id) => groups.find((group) => group.id === id)?.name ?? id
}
