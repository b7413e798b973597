import type { Feature } from '../app/feature.ts';

export const inspections: Feature = {
  routes: [
    { path: 'inspections', page: () => import('./inspections-page.tsx') },
    { path: 'inspections/plans', page: () => import('./plans-page.tsx') },
    { path: 'inspections/plans/new', page: () => import('./plan-new-page.tsx') },
    { path: 'inspections/plans/:id', page: () => import('./plan-page.tsx') },
    { path: 'inspections/plans/:id/change', page: () => import('./plan-change-page.tsx') },
    { path: 'inspections/checklists', page: () => import('./checklists-page.tsx') },
    { path: 'inspections/checklists/new', page: () => import('./checklist-new-page.tsx') },
    { path: 'inspections/checklists/:id', page: () => import('./checklist-view-page.tsx') },
    { path: 'inspections/checklists/:id/revise', page: () => import('./checklist-revise-page.tsx') },
    { path: 'tickets/:number/checklist', page: () => import('./checklist-page.tsx') },
  ],
  nav: [{ path: '/inspections', label: 'nav.inspections', group: 'work', needs: ['inspection.view'] }],
};
