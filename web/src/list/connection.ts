import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CombinedError, useClient, useQuery } from 'urql';

export type Connection<N> = {
  nodes: readonly N[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number;
};

export type Loaded<N> = {
  rows: readonly N[];
  /** Null while it is not known, or where the document does not ask for it. */
  total: number | null;
  fetching: boolean;
  error: CombinedError | undefined;
  hasMore: boolean;
  more: () => void;
  reload: () => void;
};

const noPages: readonly never[] = [];

type Further<N> = { key: string; pages: readonly Connection<N>[] };

/**
 * The pages of a list, one after the other by cursor. The document takes `$after` and, if it likes, `$first`; `pick` finds the connection in its
 * answer. When the first page is read again, the further ones that are shown are as well.
 */
export function useConnection<D, V extends { after?: string | null }, N>(options: {
  document: TypedDocumentNode<D, V>;
  variables: V;
  pick: (data: D) => Connection<N> | null | undefined;
  pause?: boolean;
}): Loaded<N> {
  const { document, variables, pause } = options;
  const client = useClient();
  const [query, again] = useQuery<D, V>({ query: document, variables, pause: pause ?? false });
  const key = JSON.stringify(variables);
  const [further, setFurther] = useState<Further<N>>({ key, pages: [] });
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<{ key: string; error: CombinedError }>();
  const latest = useRef({ key, variables, pick: options.pick, pages: 0 });
  useEffect(() => {
    latest.current = { key, variables, pick: options.pick, pages: further.key === key ? further.pages.length : 0 };
  });

  const first = query.data ? options.pick(query.data) : null;
  const pages = further.key === key ? further.pages : noPages;
  const last = pages.at(-1) ?? first;

  const readBehind = useCallback(
    async (after: string): Promise<Connection<N> | null> => {
      const { key: asked, variables: now, pick } = latest.current;
      const answer = await client.query<D, V>(document, { ...now, after }, { requestPolicy: 'network-only' }).toPromise();
      setProblem(answer.error && { key: asked, error: answer.error });
      return answer.data ? (pick(answer.data) ?? null) : null;
    },
    [client, document],
  );

  const end = last?.pageInfo.hasNextPage ? last.pageInfo.endCursor : null;
  const more = useCallback(() => {
    if (!end || loading) return;
    setLoading(true);
    void readBehind(end).then((page) => {
      setLoading(false);
      if (page) setFurther((before) => ({ key, pages: before.key === key ? [...before.pages, page] : [page] }));
    });
  }, [end, key, loading, readBehind]);

  // The first page came anew: what follows it is read again, as far as it was shown.
  const data = query.data;
  useEffect(() => {
    const { pages: count, key: asked, pick } = latest.current;
    const start = data ? pick(data) : null;
    if (!start || count === 0) return;
    const asking = { gone: false };
    void (async () => {
      const renewed: Connection<N>[] = [];
      let before: Connection<N> = start;
      while (renewed.length < count && before.pageInfo.hasNextPage && before.pageInfo.endCursor) {
        const page = await readBehind(before.pageInfo.endCursor);
        if (asking.gone || !page) return;
        renewed.push(page);
        before = page;
      }
      setFurther({ key: asked, pages: renewed });
    })();
    return () => {
      asking.gone = true;
    };
  }, [data, readBehind]);

  const reload = useCallback(() => {
    setProblem(undefined);
    again({ requestPolicy: 'network-only' });
  }, [again]);
  const rows = useMemo(() => [...(first?.nodes ?? []), ...pages.flatMap((page) => page.nodes)], [first, pages]);
  return {
    rows,
    total: first?.totalCount ?? null,
    fetching: query.fetching || loading,
    error: query.error ?? (problem?.key === key ? problem.error : undefined),
    hasMore: last?.pageInfo.hasNextPage ?? false,
    more,
    reload,
  };
}
