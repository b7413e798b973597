import type { Feature } from '../app/feature.ts';

export const reports: Feature = {
  routes: [
    { path: 'reports', page: () => import('./sla-page.tsx') },
    { path: 'reports/clocks', page: () => import('./clocks-page.tsx') },
    { path: 'reports/time', page: () => import('./time-page.tsx') },
    { path: 'reports/workload', page: () => import('./workload-page.tsx') },
    { path: 'reports/tickets', page: () => import('./tickets-page.tsx') },
    { path: 'reports/pauses', page: () => import('./pauses-page.tsx') },
    { path: 'reports/faults', page: () => import('./faults-page.tsx') },
    { path: 'reports/forecast', page: () => import('./forecast-page.tsx') },
    { path: 'reports/schedules', page: () => import('./schedules-page.tsx') },
    { path: 'reports/schedules/:id', page: () => import('./schedule-page.tsx') },
  ],
  nav: [
    { path: '/reports', label: 'nav.reports', group: 'insight', needs: ['report.view'] },
  ],
};
