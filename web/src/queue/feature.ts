import type { Feature } from '../app/feature.ts';

export const queue: Feature = {
  routes: [
    { path: 'queue', page: () => import('./queue-page.tsx') },
    { path: 'duty', page: () => import('./duty-page.tsx') },
  ],
  nav: [
    { path: '/queue', label: 'nav.queue', group: 'work', needs: ['ticket.acknowledge'] },
    { path: '/duty', label: 'nav.duty', group: 'work', needs: ['dispatch.view'] },
  ],
};
