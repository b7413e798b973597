import type { EnumWords } from '../enums.ts';
import { appraisal } from './appraisal.ts';
import { clocks } from './clocks.ts';
import { contracts } from './contracts.ts';
import { people } from './people.ts';
import { promises } from './promises.ts';
import { tickets } from './tickets.ts';

export const en: EnumWords = { ...tickets, ...clocks, ...promises, ...contracts, ...appraisal, ...people };
