import { lazy } from 'react';
import type { TicketAction } from '../../gql/schema.ts';
import type { Act } from './act.ts';

/**
 * What the console has a form for, in the order in which the buttons stand. A ticket offers what its `availableActions` and this both name;
 * COMMENT is written below the conversation, MODERATE stands at the watchers.
 */
export const acts: Partial<Record<TicketAction, Act>> = {
  DECIDE_PAUSE: { form: lazy(() => import('./decide-pause.tsx')), primary: true },
  DECIDE_PLAN: { form: lazy(() => import('./decide-plan.tsx')), primary: true, wide: true },
  DECIDE_END: { form: lazy(() => import('./decide-end.tsx')), primary: true },
  DECIDE_HAND_OVER: { form: lazy(() => import('./decide-hand-over.tsx')), primary: true },
  DECIDE_CORRECTION: { form: lazy(() => import('./decide-correction.tsx')), primary: true },
  ACKNOWLEDGE: { form: lazy(() => import('../../work/acknowledge.tsx')), primary: true, keys: 'a' },
  ASSIGN: { form: lazy(() => import('../../work/assign.tsx')), wide: true },
  VISIT: { form: lazy(() => import('../../work/visit.tsx')) },
  ARRIVE: { form: lazy(() => import('../../work/arrive.tsx')), rare: true },
  RESTORE: { form: lazy(() => import('../../work/restore.tsx')), keys: 'e' },
  RESOLVE: { form: lazy(() => import('../../work/resolve.tsx')), primary: true, keys: 'r' },
  RESUME: { form: lazy(() => import('../../work/resume.tsx')), primary: true, keys: 'u' },
  HOLD: { form: lazy(() => import('../../work/hold.tsx')), keys: 'h' },
  REPORT_PROGRESS: { form: lazy(() => import('../../work/report-progress.tsx')), keys: 'p' },
  LOG_WORK: { form: lazy(() => import('../../work/log-work.tsx')), rare: true },
  ROUTE: { form: lazy(() => import('../../work/route.tsx')), rare: true },
  CONFIRM: { form: lazy(() => import('./confirm.tsx')), primary: true, keys: 'c' },
  REJECT_SOLUTION: { form: lazy(() => import('./reject-solution.tsx')), danger: true },
  RATE: { form: lazy(() => import('./rate.tsx')) },
  RATE_COOPERATION: { form: lazy(() => import('./rate-cooperation.tsx')), rare: true },
  SIGN_VISIT: { form: lazy(() => import('./sign-visit.tsx')) },
  REOPEN: { form: lazy(() => import('./reopen.tsx')) },
  CHANGE_PRIORITY: { form: lazy(() => import('./change-priority.tsx')) },
  SUBMIT_PLAN: { form: lazy(() => import('./submit-plan.tsx')), wide: true },
  CANCEL: { form: lazy(() => import('./cancel.tsx')), danger: true, rare: true },
  PROPOSE_END: { form: lazy(() => import('./propose-end.tsx')), rare: true },
  LINK: { form: lazy(() => import('./link.tsx')), rare: true },
  MARK_DUPLICATE: { form: lazy(() => import('./mark-duplicate.tsx')), rare: true },
  DECLARE_MAJOR: { form: lazy(() => import('./declare-major.tsx')), rare: true },
  PROPOSE_HAND_OVER: { form: lazy(() => import('./propose-hand-over.tsx')), rare: true },
  PROPOSE_CORRECTION: { form: lazy(() => import('./propose-correction.tsx')), rare: true },
  ADD_EVIDENCE: { form: lazy(() => import('./add-evidence.tsx')), rare: true },
};
