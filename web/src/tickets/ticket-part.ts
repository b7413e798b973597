import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect } from 'react';
import { useQuery, type UseQueryState } from 'urql';

/** A part of a ticket, asked for again whenever `heard` grows. */
export function usePart<D>(document: TypedDocumentNode<D, { id: string }>, id: string, heard: number): [UseQueryState<D, { id: string }>, () => void] {
  const [query, again] = useQuery<D, { id: string }>({ query: document, variables: { id } });
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useEffect(() => {
    if (heard > 0) reload();
  }, [heard, reload]);
  return [query, reload];
}
