import type { Feature } from '../app/feature.ts';

export const ranking: Feature = {
  routes: [
    { path: 'ranking', page: () => import('./rankings-page.tsx') },
    { path: 'ranking/:id', page: () => import('./ranking-page.tsx') },
    { path: 'ranking/:id/summary', page: () => import('./summary-page.tsx') },
  ],
  publicRoutes: [
    { path: 'public/ranking', page: () => import('./public-rankings-page.tsx') },
    { path: 'public/ranking/:id', page: () => import('./public-ranking-page.tsx') },
  ],
  nav: [
    { path: '/ranking', label: 'nav.ranking', group: 'insight', needs: ['ranking.view'] },
  ],
};
