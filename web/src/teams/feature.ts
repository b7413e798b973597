import type { Feature } from '../app/feature.ts';

export const teams: Feature = {
  routes: [
    { path: 'teams', page: () => import('./teams-page.tsx') },
    { path: 'duty/engineers', page: () => import('./engineers-page.tsx') },
  ],
  nav: [
    { path: '/teams', label: 'nav.teams', group: 'work', needs: ['team.view'] },
    { path: '/duty/engineers', label: 'nav.engineers', group: 'work', needs: ['dispatch.view'] },
  ],
};
