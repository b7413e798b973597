import { account } from '../account/feature.ts';
import { admin } from '../admin/feature.ts';
import { appraisal } from '../appraisal/feature.ts';
import { catalogue } from '../catalogue/feature.ts';
import { compliance } from '../compliance/feature.ts';
import { contracts } from '../contracts/feature.ts';
import { decisions } from '../decisions/feature.ts';
import { home } from '../home/feature.ts';
import { inspections } from '../inspections/feature.ts';
import { knowledge } from '../knowledge/feature.ts';
import { promises } from '../promises/feature.ts';
import { queue } from '../queue/feature.ts';
import { ranking } from '../ranking/feature.ts';
import { regions } from '../regions/feature.ts';
import { reports } from '../reports/feature.ts';
import { schemes } from '../schemes/feature.ts';
import { settlement } from '../settlement/feature.ts';
import { teams } from '../teams/feature.ts';
import { tickets } from '../tickets/feature.ts';
import { work } from '../work/feature.ts';
import type { Feature } from './feature.ts';

/** In the order of the side navigation. */
export const features: readonly Feature[] = [
  home,
  queue,
  tickets,
  work,
  inspections,
  teams,
  knowledge,
  decisions,
  reports,
  regions,
  ranking,
  contracts,
  compliance,
  promises,
  catalogue,
  appraisal,
  settlement,
  schemes,
  admin,
  account,
];
