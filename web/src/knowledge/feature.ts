import type { Feature } from '../app/feature.ts';

export const knowledge: Feature = {
  routes: [
    { path: 'knowledge', page: () => import('./notes-page.tsx') },
    { path: 'knowledge/new', page: () => import('./new-note-page.tsx') },
    { path: 'knowledge/:id', page: () => import('./note-page.tsx') },
    { path: 'knowledge/:id/edit', page: () => import('./edit-note-page.tsx') },
  ],
  nav: [{ path: '/knowledge', label: 'nav.knowledge', group: 'work', needs: ['note.view'] }],
};
