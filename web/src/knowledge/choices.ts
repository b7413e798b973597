import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useNameOrder } from '../party/name.tsx';
import { KnowledgeChoicesDocument } from './knowledge.gql.ts';

/** The types of systems that the viewer sees, as agencies call them. */
export function useSystemTypes(): string[] {
  const order = useNameOrder();
  const [query] = useQuery({ query: KnowledgeChoicesDocument });
  return useMemo(() => [...new Set(query.data?.systems.nodes.map((system) => system.systemType))].sort(order), [query.data, order]);
}

export function useServiceItems(): { value: string; label: string }[] {
  const [query] = useQuery({ query: KnowledgeChoicesDocument });
  return useMemo(() => (query.data?.serviceItems.nodes ?? []).map((item) => ({ value: item.id, label: item.version.name })), [query.data]);
}
