import type { FundingSource, Metric, PeriodKind, Priority } from '../gql/schema.ts';
import { listOf, numberOf, recordOf, someText, textOf, wordOf, wordsOf } from '../json/json.ts';
import { metrics, periodKinds, priorities } from '../words/values.ts';

/** Credit rules are JSON in the API; numbers in them are exact fractions as text. These are the parts that pages show. */
export type CreditBand = { from: string; percent: string };
type Worth = { points?: string; fen?: number };
type EventRule = {
  code: string;
  metric: Metric | undefined;
  priorities: Priority[];
  each: Worth;
  free: number;
  beyondTwice: number;
  beyondThrice: number;
};
type KpiRule = { criterion: string; target: string; percentPerPoint?: string; steps: { from: string; points: string }[] };
type PointsRule = {
  free: string;
  tiers: { above: string; times: string }[];
  percent?: string;
  fen?: number;
  ladder: { from: string; percent: string }[];
};
type Share = { source: FundingSource | undefined; payer: string; percent: string; basis: string };
export type CreditRules = {
  period: PeriodKind | undefined;
  bands: CreditBand[];
  events: EventRule[];
  kpis: KpiRule[];
  ledgerPoints: boolean;
  points?: PointsRule;
  onRepetition: number;
  periodCap?: string;
  contractCap?: string;
  earnBack?: { periods: number; minScore: string; percent: string };
  terminateBelow?: string;
  reward?: { payer: string; basis: string; bands: CreditBand[] };
  funding: Share[];
};

const sources: readonly FundingSource[] = ['OWN_BUDGET', 'SUPERIOR_BUDGET', 'SPECIAL_FUND', 'REWARD_FUND'];

function bandsOf(value: unknown): CreditBand[] {
  return listOf(value, (band) => ({ from: textOf(band.from), percent: textOf(band.percent) }));
}

function pointsOf(value: unknown): PointsRule {
  const rule = recordOf(value);
  const worth = recordOf(rule.worth);
  const percent = someText(worth.percent);
  return {
    free: textOf(rule.free) || '0',
    tiers: listOf(rule.tiers, (tier) => ({ above: textOf(tier.above), times: textOf(tier.times) })),
    ladder: bandsOf(worth.ladder),
    ...(percent ? { percent } : {}),
    ...(typeof worth.fen === 'number' ? { fen: worth.fen } : {}),
  };
}

export function readRules(value: unknown): CreditRules {
  const rules = recordOf(value);
  const earnBack = recordOf(rules.earnBack);
  const reward = recordOf(rules.reward);
  const periodCap = someText(rules.periodCap);
  const contractCap = someText(rules.contractCap);
  const terminateBelow = someText(rules.terminateBelow);
  return {
    period: wordOf(rules.period, periodKinds),
    bands: bandsOf(rules.bands),
    events: listOf(rules.events, (event) => {
      const each = recordOf(event.each);
      const points = someText(each.points);
      return {
        code: textOf(event.code),
        metric: wordOf(event.metric, metrics),
        priorities: wordsOf(event.priorities, priorities),
        each: { ...(points ? { points } : {}), ...(typeof each.fen === 'number' ? { fen: each.fen } : {}) },
        free: numberOf(event.free),
        beyondTwice: numberOf(event.beyondTwice, 1),
        beyondThrice: numberOf(event.beyondThrice, 1),
      };
    }),
    kpis: listOf(rules.kpis, (kpi) => {
      const below = recordOf(kpi.below);
      const percentPerPoint = someText(below.percentPerPoint);
      return {
        criterion: textOf(kpi.criterion),
        target: textOf(kpi.target),
        steps: listOf(below.steps, (step) => ({ from: textOf(step.from), points: textOf(step.points) })),
        ...(percentPerPoint ? { percentPerPoint } : {}),
      };
    }),
    ledgerPoints: rules.ledgerPoints === true,
    onRepetition: numberOf(rules.onRepetition, 1),
    funding: listOf(rules.funding, (share) => ({
      source: wordOf(share.source, sources),
      payer: textOf(share.payer),
      percent: textOf(share.percent),
      basis: textOf(share.basis),
    })),
    ...(rules.points ? { points: pointsOf(rules.points) } : {}),
    ...(periodCap ? { periodCap } : {}),
    ...(contractCap ? { contractCap } : {}),
    ...(terminateBelow ? { terminateBelow } : {}),
    ...(rules.earnBack
      ? { earnBack: { periods: numberOf(earnBack.periods, 1), minScore: textOf(earnBack.minScore), percent: textOf(earnBack.percent) } }
      : {}),
    ...(rules.reward ? { reward: { payer: textOf(reward.payer), basis: textOf(reward.basis), bands: bandsOf(reward.bands) } } : {}),
  };
}
