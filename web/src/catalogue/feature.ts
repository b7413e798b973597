import type { Feature } from '../app/feature.ts';

export const catalogue: Feature = {
  routes: [
    { path: 'catalogue', page: () => import('./items-page.tsx') },
    { path: 'catalogue/new', page: () => import('./new-item-page.tsx') },
    { path: 'catalogue/:id', page: () => import('./item-page.tsx') },
    { path: 'catalogue/:id/revise', page: () => import('./revise-page.tsx') },
  ],
  nav: [{ path: '/catalogue', label: 'nav.catalogue', group: 'contract', needs: ['service_item.manage'] }],
};
