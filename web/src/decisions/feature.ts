import type { Feature } from '../app/feature.ts';

export const decisions: Feature = {
  routes: [
    { path: 'decisions', page: () => import('./decisions-page.tsx') },
    { path: 'decisions/pauses', page: () => import('./pauses-page.tsx') },
    { path: 'decisions/disputes', page: () => import('./disputes-page.tsx') },
    { path: 'decisions/appeal', page: () => import('./appeal-page.tsx') },
    { path: 'decisions/disputes/:id', page: () => import('./dispute-page.tsx') },
    { path: 'decisions/exclusions', page: () => import('./exclusions-page.tsx') },
  ],
  nav: [
    { path: '/decisions/pauses', label: 'nav.decisionsPauses', group: 'work', needs: ['ticket.decide_pause'] },
    { path: '/decisions/disputes', label: 'nav.decisionsDisputes', group: 'work', needs: ['dispute.view'] },
    { path: '/decisions/exclusions', label: 'nav.decisionsExclusions', group: 'work', needs: ['exclusion.view'] },
  ],
};
