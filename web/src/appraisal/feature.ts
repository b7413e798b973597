import type { Feature } from '../app/feature.ts';

export const appraisal: Feature = {
  routes: [
    { path: 'scorecards', page: () => import('./scorecards-page.tsx') },
    { path: 'scorecards/:id', page: () => import('./scorecard-page.tsx') },
    { path: 'scorecards/:id/terms/:code', page: () => import('./term-tickets-page.tsx') },
    { path: 'manual-scores', page: () => import('./manual-scores-page.tsx') },
    { path: 'ledger', page: () => import('./ledger-page.tsx') },
    { path: 'periods', page: () => import('./periods-page.tsx') },
    { path: 'periods/:id', page: () => import('./period-page.tsx') },
    { path: 'periods/:id/terms/:code', page: () => import('./term-tickets-page.tsx') },
    { path: 'rectifications', page: () => import('./rectifications-page.tsx') },
    { path: 'rectifications/:id', page: () => import('./rectification-page.tsx') },
  ],
  nav: [
    { path: '/scorecards', label: 'nav.scorecards', group: 'appraisal', needs: ['scorecard.view'] },
    { path: '/manual-scores', label: 'nav.manualScores', group: 'appraisal', needs: ['scorecard.view'] },
    { path: '/ledger', label: 'nav.ledger', group: 'appraisal', needs: ['scorecard.view'] },
    { path: '/periods', label: 'nav.periods', group: 'appraisal', needs: ['assessment.view'] },
    { path: '/rectifications', label: 'nav.rectifications', group: 'appraisal', needs: ['rectification.view'] },
  ],
};
