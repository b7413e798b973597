import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { act, render, waitFor } from '@testing-library/react';
import { Client, CombinedError, gql, Provider, type Operation, type OperationResult } from 'urql';
import { beforeEach, expect, test } from 'vitest';
import { map, pipe } from 'wonka';
import { useAll } from './all.ts';
import { type Connection, type Loaded, useConnection } from './connection.ts';

type Data = { rows: Connection<string> };
type Variables = { after?: string | null; word?: string };

const document: TypedDocumentNode<Data, Variables> = gql`
  query Rows($after: String, $word: String) {
    rows(after: $after, word: $word)
  }
`;

/** Three pages of two, `a1` to `a6`. */
function answerOf(operation: Operation): Data {
  const { after, word = 'a' } = operation.variables as Variables;
  const from = Number(after ?? 0);
  return {
    rows: {
      nodes: [`${word}${from + 1}`, `${word}${from + 2}`],
      pageInfo: { hasNextPage: from < 4, endCursor: String(from + 2) },
      totalCount: 6,
    },
  };
}

/** Whether every page but the first fails, and how often one was asked for. */
const further = { fails: false, asked: 0 };

beforeEach(() => Object.assign(further, { fails: false, asked: 0 }));

function resultOf(operation: Operation): OperationResult {
  const isFurther = operation.kind === 'query' && Boolean((operation.variables as Variables).after);
  if (isFurther) further.asked += 1;
  const error = isFurther && further.fails ? new CombinedError({ networkError: new Error('away') }) : undefined;
  return { operation, data: error ? undefined : answerOf(operation), error, stale: false, hasNext: false };
}

const client = new Client({
  url: '/graphql',
  preferGetMethod: false,
  exchanges: [
    () => (operations) =>
      pipe(
        operations,
        map(resultOf),
      ),
  ],
});

function useRows(word: string) {
  return useConnection({ document, variables: { word }, pick: (data) => data.rows });
}

function useAllRows(word: string) {
  const list = useRows(word);
  useAll(list);
  return list;
}

function mount(useList = useRows) {
  const seen: Loaded<string>[] = [];
  function Probe({ word }: { word: string }) {
    seen.push(useList(word));
    return null;
  }
  const view = (word: string) => (
    <Provider value={client}>
      <Probe word={word} />
    </Provider>
  );
  const { rerender } = render(view('a'));
  const last = () => {
    const list = seen.at(-1);
    if (!list) throw new Error('nothing was drawn');
    return list;
  };
  return { last, show: (word: string) => rerender(view(word)) };
}

test('pages follow each other until the last', async () => {
  const { last } = mount();
  await waitFor(() => expect(last().rows).toEqual(['a1', 'a2']));
  expect(last().total).toBe(6);
  act(() => last().more());
  await waitFor(() => expect(last().rows).toHaveLength(4));
  act(() => last().more());
  await waitFor(() => expect(last().rows).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']));
  expect(last().hasMore).toBe(false);
});

test('another filter begins anew', async () => {
  const { last, show } = mount();
  await waitFor(() => expect(last().rows).toHaveLength(2));
  act(() => last().more());
  await waitFor(() => expect(last().rows).toHaveLength(4));
  show('b');
  await waitFor(() => expect(last().rows).toEqual(['b1', 'b2']));
});

test('a further page that fails leaves the rows, and is said until one tries again or asks for something else', async () => {
  const { last, show } = mount();
  await waitFor(() => expect(last().rows).toHaveLength(2));
  further.fails = true;
  act(() => last().more());
  await waitFor(() => expect(last().error?.message).toContain('away'));
  expect(last()).toMatchObject({ rows: ['a1', 'a2'], fetching: false, hasMore: true });
  act(() => last().reload());
  await waitFor(() => expect(last().error).toBeUndefined());
  act(() => last().more());
  await waitFor(() => expect(last().error).toBeDefined());
  show('b');
  await waitFor(() => expect(last().rows).toEqual(['b1', 'b2']));
  expect(last().error).toBeUndefined();
  further.fails = false;
  act(() => last().more());
  await waitFor(() => expect(last().rows).toEqual(['b1', 'b2', 'b3', 'b4']));
});

test('where every row is needed, a page that failed is asked for again, though not at once', async () => {
  further.fails = true;
  const { last } = mount(useAllRows);
  await waitFor(() => expect(last().error).toBeDefined());
  await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
  expect(further.asked).toBe(1);
  further.fails = false;
  await waitFor(() => expect(last().rows).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']), { timeout: 6_000 });
}, 10_000);
