import type { Feature } from '../app/feature.ts';

export const work: Feature = {
  routes: [{ path: 'tickets/:number/arrive', page: () => import('./arrive-page.tsx') }],
};
