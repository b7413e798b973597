import type { Feature } from '../app/feature.ts';

export const regions: Feature = {
  routes: [
    { path: 'regions', page: () => import('./regions-page.tsx') },
  ],
  nav: [
    { path: '/regions', label: 'nav.regions', group: 'insight', needs: ['report.view'] },
  ],
};
