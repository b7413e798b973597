import { createContext, type ReactNode, use, useMemo } from 'react';
import { useQuery } from 'urql';
import type { ViewerQuery } from './viewer.gql.ts';
import { ViewerDocument } from './viewer.gql.ts';
import { QueryState } from '../page/query-state.tsx';

export type Viewer = ViewerQuery['viewer'];

type Known = { viewer: Viewer; permissions: ReadonlySet<string>; reload: () => void };

const ViewerContext = createContext<Known | null>(null);

/** Asks once who is there and what they may do; everything below may rely on it. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [query, again] = useQuery({ query: ViewerDocument });
  const viewer = query.data?.viewer;
  const known = useMemo(
    () => viewer && { viewer, permissions: new Set(viewer.permissions), reload: () => again({ requestPolicy: 'network-only' }) },
    [viewer, again],
  );
  if (!known) return <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} />;
  return <ViewerContext value={known}>{children}</ViewerContext>;
}

function useKnown(): Known {
  const known = use(ViewerContext);
  if (!known) throw new Error('only below ViewerProvider');
  return known;
}

export function useViewer(): Viewer {
  return useKnown().viewer;
}

/** To ask again after something about the viewer has changed, such as what they have read. */
export function useReloadViewer(): () => void {
  return useKnown().reload;
}

/**
 * Whether some role of theirs includes a permission, for navigation and for what is not about an object that exists. About an
 * object, ask its `availableActions`.
 */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useKnown();
  return (permission) => permissions.has(permission);
}
