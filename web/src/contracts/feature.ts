import type { Feature } from '../app/feature.ts';

export const contracts: Feature = {
  routes: [
    { path: 'contracts', page: () => import('./contracts-page.tsx') },
    { path: 'contracts/new', page: () => import('./draft-page.tsx') },
    { path: 'contracts/:id', page: () => import('./contract-page.tsx') },
    { path: 'contracts/:id/edit', page: () => import('./draft-page.tsx') },
    { path: 'reviews', page: () => import('./reviews-page.tsx') },
    { path: 'reviews/:id', page: () => import('./review-page.tsx') },
    { path: 'coverage', page: () => import('./coverage-page.tsx') },
  ],
  nav: [
    { path: '/contracts', label: 'nav.contracts', group: 'contract', needs: ['contract.view'] },
    { path: '/reviews', label: 'nav.reviews', group: 'contract', needs: ['review.view'] },
    { path: '/coverage', label: 'nav.coverage', group: 'contract', needs: ['report.view'] },
  ],
};
