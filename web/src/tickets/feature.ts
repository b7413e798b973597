import type { Feature } from '../app/feature.ts';

export const tickets: Feature = {
  routes: [
    { path: 'tickets', page: () => import('./list-page.tsx') },
    { path: 'tickets/raise', page: () => import('./raise-page.tsx') },
    { path: 'tickets/uncovered', page: () => import('./uncovered-requests-page.tsx') },
    { path: 'tickets/:number', page: () => import('./ticket-page.tsx') },
    { path: 'search', page: () => import('./search-page.tsx') },
  ],
  nav: [
    { path: '/tickets', label: 'nav.tickets', group: 'work', needs: ['ticket.view'] },
    { path: '/tickets/raise', label: 'nav.ticketsRaise', group: 'work', needs: ['ticket.raise'] },
    { path: '/tickets/uncovered', label: 'nav.ticketsUncovered', group: 'work', needs: ['uncovered.view'] },
  ],
};
