import type { Feature } from '../app/feature.ts';

/** What reviews ask: reached from the list of reviews. */
export const compliance: Feature = {
  routes: [
    { path: 'reviews/checklists', page: () => import('./checklists-page.tsx') },
    { path: 'reviews/checklists/new', page: () => import('./write-page.tsx') },
    { path: 'reviews/checklists/:id', page: () => import('./checklist-page.tsx') },
  ],
};
