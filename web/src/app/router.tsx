import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppFrame, PublicFrame } from '../frame/frame.tsx';
import { Failed } from './error-boundary.tsx';
import type { PageRoute } from './feature.ts';
import { features } from './features.ts';
import { NotFound } from './not-found.tsx';

function toRoute({ path, page }: PageRoute): RouteObject {
  return {
    path,
    lazy: async () => ({ Component: (await page()).default }),
    errorElement: <Failed />,
  };
}

/** While the first page's own code is on its way. */
function Nothing() {
  return null;
}

export function createRouter() {
  return createBrowserRouter([
    {
      element: <PublicFrame />,
      HydrateFallback: Nothing,
      errorElement: <Failed />,
      children: features.flatMap((feature) => (feature.publicRoutes ?? []).map(toRoute)),
    },
    {
      path: '/',
      element: <AppFrame />,
      HydrateFallback: Nothing,
      errorElement: <Failed />,
      children: [...features.flatMap((feature) => feature.routes.map(toRoute)), { path: '*', element: <NotFound /> }],
    },
  ]);
}
