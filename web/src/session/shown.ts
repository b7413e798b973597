import { type Client, type Exchange, makeOperation, type Operation } from '@urql/core';
import { pipe, tap } from 'wonka';

const shown = new WeakMap<Client, Map<number, Operation>>();

/** Keeps in mind which queries the pages stand on. */
export const shownExchange: Exchange = ({ client, forward }) => {
  const open = new Map<number, Operation>();
  shown.set(client, open);
  return (operations) =>
    forward(
      pipe(
        operations,
        tap((operation) => {
          if (operation.kind === 'query') open.set(operation.key, operation);
          else if (operation.kind === 'teardown') open.delete(operation.key);
        }),
      ),
    );
};

/** Asks again for all that the pages show. */
export function readAgain(client: Client): void {
  for (const query of [...(shown.get(client)?.values() ?? [])]) {
    client.reexecuteOperation(makeOperation('query', query, { ...query.context, requestPolicy: 'network-only' }));
  }
}
