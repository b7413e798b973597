import type { Feature } from '../app/feature.ts';

export const schemes: Feature = {
  routes: [
    { path: 'schemes', page: () => import('./schemes-page.tsx') },
    { path: 'schemes/new', page: () => import('./scheme-editor-page.tsx') },
    { path: 'schemes/:id', page: () => import('./scheme-page.tsx') },
  ],
  nav: [{ path: '/schemes', label: 'nav.schemes', group: 'appraisal', needs: ['scheme.view'] }],
};
