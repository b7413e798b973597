import { render } from '@testing-library/react';
import { App } from 'antd';
import { Kind } from 'graphql';
import { type ComponentType, Suspense } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { Client, type Operation, type OperationResult, Provider } from 'urql';
import { map, pipe } from 'wonka';
import { shownExchange } from './session/shown.ts';
import { ViewerProvider } from './session/viewer.tsx';

/** What the API says, by the name of the operation. */
export type Answers = Record<string, (variables: Record<string, unknown>, operation: Operation) => unknown>;

export function viewerWith(...permissions: string[]) {
  return { viewer: { permissions, side: 'AGENCY', unreadNotifications: 0, user: { id: 'u', name: 'U', login: 'u' }, roles: [] } };
}

/** Draws a page at an address of its own, with an API that answers by heart; for tests. */
export function openPage(path: string, at: string, Page: ComponentType, answers: Answers) {
  const asked: { name: string; variables: Record<string, unknown> }[] = [];
  const known: Answers = { Viewer: () => viewerWith(), ...answers };
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      shownExchange,
      () => (operations) =>
        pipe(
          operations,
          map((operation): OperationResult => {
            const name = nameOf(operation);
            const variables: Record<string, unknown> = { ...operation.variables };
            if (operation.kind !== 'teardown') asked.push({ name, variables });
            return { operation, data: known[name]?.(variables, operation), error: undefined, stale: false, hasNext: false };
          }),
        ),
    ],
  });
  const router = createMemoryRouter(
    [
      { path, element: <Page /> },
      { path: '*', element: <p>elsewhere</p> },
    ],
    { initialEntries: [at] },
  );
  render(
    <App>
      <Provider value={client}>
        <Suspense>
          <ViewerProvider>
            <RouterProvider router={router} />
          </ViewerProvider>
        </Suspense>
      </Provider>
    </App>,
  );
  const allOf = (name: string) => asked.filter((one) => one.name === name).map(({ variables }) => variables);
  return {
    /** The variables of every operation of that name. */
    allOf,
    /** The variables of the last operation of that name. */
    lastOf: (name: string) => allOf(name).at(-1),
    at: () => router.state.location.pathname + router.state.location.search,
  };
}

function nameOf({ query }: Operation): string {
  const [definition] = query.definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? '') : '';
}
