import type { Feature } from '../app/feature.ts';

export const promises: Feature = {
  routes: [
    { path: 'policies', page: () => import('./policies-page.tsx') },
    { path: 'policies/:id', page: () => import('./policy-page.tsx') },
    { path: 'policies/:id/edit', page: () => import('./policy-editor-page.tsx') },
    { path: 'guard-periods', page: () => import('./guard-periods-page.tsx') },
    { path: 'calendars', page: () => import('./calendars-page.tsx') },
    { path: 'calendars/:id', page: () => import('./calendar-page.tsx') },
    { path: 'calendars/:id/change', page: () => import('./calendar-import-page.tsx') },
    { path: 'calendar-changes/:id', page: () => import('./calendar-change-page.tsx') },
    { path: 'simulator', page: () => import('./simulator-page.tsx') },
    { path: 'trials', page: () => import('./trials-page.tsx') },
    { path: 'backtests/:id', page: () => import('./backtest-page.tsx') },
    { path: 'pilots/:id', page: () => import('./pilot-page.tsx') },
  ],
  nav: [
    { path: '/policies', label: 'nav.policies', group: 'contract', needs: ['policy.view'] },
    { path: '/guard-periods', label: 'nav.guardPeriods', group: 'contract', needs: ['policy.manage'] },
    { path: '/calendars', also: ['/calendar-changes'], label: 'nav.calendars', group: 'contract', needs: ['calendar.view'] },
    { path: '/simulator', label: 'nav.simulator', group: 'contract', needs: ['policy.view'] },
    { path: '/trials', also: ['/backtests', '/pilots'], label: 'nav.trials', group: 'contract', needs: ['policy.manage'] },
  ],
};
