import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';

type Read<D> = { key: string; answers: readonly (D | undefined)[]; ended: number; error: CombinedError | undefined };

/** One document for each of several variables, such as a report a month. The answers stand in their order, as far as they have come. */
export function useEach<D, V extends Record<string, unknown>>(document: TypedDocumentNode<D, V>, each: readonly V[]) {
  const client = useClient();
  const key = JSON.stringify(each);
  const [read, setRead] = useState<Read<D>>();
  const [round, setRound] = useState(0);

  useEffect(() => {
    let current = true;
    const start: Read<D> = { key, answers: each.map(() => undefined), ended: 0, error: undefined };
    setRead(start);
    for (const [place, variables] of each.entries()) {
      const asked = client.query(document, variables, { requestPolicy: round > 0 ? 'network-only' : 'cache-first' }).toPromise();
      void asked.then(({ data, error }) => {
        if (!current) return;
        setRead((before = start) => ({
          key,
          answers: before.answers.map((answer, at) => (at === place ? data : answer)),
          ended: before.ended + 1,
          error: before.error ?? error,
        }));
      });
    }
    return () => {
      current = false;
    };
    // `each` is new with every drawing; its content is the key.
  }, [client, document, key, round]);

  const retry = useCallback(() => setRound((before) => before + 1), []);
  const known = read?.key === key ? read : undefined;
  const ended = known?.ended ?? 0;
  return { query: { fetching: ended < each.length, error: known?.error }, answers: known?.answers ?? [], ended, count: each.length, retry };
}
