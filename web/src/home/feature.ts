import type { Feature } from '../app/feature.ts';

export const home: Feature = {
  routes: [
    { path: '', page: () => import('./home-page.tsx') },
  ],
  nav: [
    { path: '/', label: 'nav.home', group: 'work', needs: [] },
  ],
};
