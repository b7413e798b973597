import type { Feature } from '../app/feature.ts';

export const settlement: Feature = {
  routes: [
    { path: 'statements', page: () => import('./statements-page.tsx') },
    { path: 'statements/new', page: () => import('./prepare-page.tsx') },
    { path: 'statements/:id', page: () => import('./statement-page.tsx') },
    { path: 'credit-terms', page: () => import('./credit-terms-page.tsx') },
  ],
  nav: [
    { path: '/statements', label: 'nav.statements', group: 'appraisal', needs: ['statement.view'] },
    { path: '/credit-terms', label: 'nav.creditTerms', group: 'appraisal', needs: ['statement.view'] },
  ],
};
