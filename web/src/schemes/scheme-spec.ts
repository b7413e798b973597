import { useCallback } from 'react';
import { useLanguage } from '../app/use-language.ts';
import type { Metric, PeriodKind, Priority, ScoringFormula } from '../gql/schema.ts';
import { listOf, numberOf, recordOf, someText, textOf, wordOf, wordsOf } from '../json/json.ts';
import { periodKinds, priorities } from '../words/values.ts';

/** A scheme's spec is JSON in the API: these are the parts of it that pages show and the editor writes. */
type SpecName = { zh: string; en: string };
type SpecStep = { from: string; points: string };
export type Criterion = {
  code: string;
  name: SpecName;
  group: string;
  formula: ScoringFormula;
  target: string;
  floor: string;
  weight: string;
  steps?: SpecStep[];
};
export type Band = { from: string; name: SpecName; payPercent?: string };
type Counted = { metric: Metric; priorities: Priority[]; beyondTwice: number; beyondThrice: number };
export type LedgerItem = { code: string; name: SpecName; points: string; cap?: string; counted?: Counted };
export type LedgerSpec = { cap?: string; bonusCap?: string; items: LedgerItem[] };
type AssessmentSpec = { periods: PeriodKind[]; commentDays: number; signDays: number; days: 'CALENDAR' | 'WORKING' };
type DisputeDaysSpec = { appeal: number; agency: number; escalate: number; supervisor: number };
export type SchemeSpec = {
  criteria: Criterion[];
  bands: Band[];
  minRatings: number;
  ledger?: LedgerSpec;
  assessment?: AssessmentSpec;
  disputeDays?: DisputeDaysSpec;
};

export const formulas: readonly ScoringFormula[] = [
  'RESPOND_IN_TIME',
  'ARRIVE_IN_TIME',
  'RESTORE_WEIGHTED',
  'RESOLVE_IN_TIME',
  'UPDATE_IN_TIME',
  'COMPLAINTS_IN_TIME',
  'REOPEN_RATE',
  'REPEAT_FAULTS',
  'SATISFACTION',
  'PAUSE_HONESTY',
  'RECORDS_COMPLETE',
  'INSPECTIONS_DONE',
  'MANUAL',
];
/** The five characteristics of GB/T 33850. */
export const groups = ['SECURITY', 'RELIABILITY', 'RESPONSIVENESS', 'TANGIBILITY', 'FRIENDLINESS'] as const;
export const metrics: readonly Metric[] = ['RESPONSE', 'ARRIVAL', 'RESTORE', 'RESOLVE'];

type Fields = Readonly<Record<string, unknown>>;

function nameOf(value: unknown): SpecName {
  const name = recordOf(value);
  return { zh: textOf(name.zh), en: textOf(name.en) };
}

function criterionOf(one: Fields): Criterion {
  const steps = listOf(one.steps, (step) => ({ from: textOf(step.from), points: textOf(step.points) }));
  return {
    code: textOf(one.code),
    name: nameOf(one.name),
    group: textOf(one.group),
    formula: wordOf(one.formula, formulas) ?? 'MANUAL',
    target: textOf(one.target),
    floor: textOf(one.floor),
    weight: textOf(one.weight),
    ...(steps.length > 0 ? { steps } : {}),
  };
}

function itemOf(one: Fields): LedgerItem {
  const counted = recordOf(one.counted);
  const cap = someText(one.cap);
  const metric = wordOf(counted.metric, metrics);
  return {
    code: textOf(one.code),
    name: nameOf(one.name),
    points: textOf(one.points),
    ...(cap ? { cap } : {}),
    ...(metric
      ? {
          counted: {
            metric,
            priorities: wordsOf(counted.priorities, priorities),
            beyondTwice: numberOf(counted.beyondTwice, 1),
            beyondThrice: numberOf(counted.beyondThrice, 1),
          },
        }
      : {}),
  };
}

function ledgerOf(value: unknown): LedgerSpec {
  const ledger = recordOf(value);
  const cap = someText(ledger.cap);
  const bonusCap = someText(ledger.bonusCap);
  return { items: listOf(ledger.items, itemOf), ...(cap ? { cap } : {}), ...(bonusCap ? { bonusCap } : {}) };
}

export function readSpec(value: unknown): SchemeSpec {
  const spec = recordOf(value);
  const assessment = recordOf(spec.assessment);
  const days = recordOf(spec.disputeDays);
  return {
    criteria: listOf(spec.criteria, criterionOf),
    bands: listOf(spec.bands, (band) => {
      const payPercent = someText(band.payPercent);
      return { from: textOf(band.from), name: nameOf(band.name), ...(payPercent ? { payPercent } : {}) };
    }),
    minRatings: numberOf(spec.minRatings),
    ...(spec.ledger ? { ledger: ledgerOf(spec.ledger) } : {}),
    ...(spec.assessment
      ? {
          assessment: {
            periods: wordsOf(assessment.periods, periodKinds),
            commentDays: numberOf(assessment.commentDays, 14),
            signDays: numberOf(assessment.signDays, 14),
            days: wordOf(assessment.days, ['CALENDAR', 'WORKING'] as const) ?? 'CALENDAR',
          },
        }
      : {}),
    ...(spec.disputeDays
      ? {
          disputeDays: {
            appeal: numberOf(days.appeal, 5),
            agency: numberOf(days.agency, 10),
            escalate: numberOf(days.escalate, 5),
            supervisor: numberOf(days.supervisor, 10),
          },
        }
      : {}),
  };
}

export function useSpecName(): (name: SpecName) => string {
  const language = useLanguage();
  return useCallback((name) => (language === 'en' && name.en ? name.en : name.zh), [language]);
}
