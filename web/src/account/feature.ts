import type { Feature } from '../app/feature.ts';

export const account: Feature = {
  routes: [
    { path: 'account', page: () => import('./account-page.tsx') },
    { path: 'account/notifications', page: () => import('./notifications-page.tsx') },
  ],
};
