import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatExact } from '../exact/exact.tsx';
import { formatMoney } from '../money/money.tsx';
import { useWord } from '../words/word.tsx';
import type { CreditRules } from './credit-rules.ts';

/** The rules of a version, one sentence each, in the order in which they work. */
export function RulesInWords({ rules }: { rules: CreditRules }) {
  const { t } = useTranslation(['settlement', 'app']);
  const language = useLanguage();
  const word = useWord();
  const n = (exact: string) => formatExact(exact, language, 4);
  const yuan = (fen: number) => formatMoney((fen / 100).toFixed(2), language);
  const steps = (list: readonly { from: string; points?: string; percent?: string }[]) =>
    list.map((step) => (step.points ? `≥ ${n(step.from)} → ${n(step.points)}` : `≥ ${n(step.from)} → ${n(step.percent ?? '0')} %`)).join(', ');
  const { points, earnBack, reward } = rules;
  const lines: (string | null | undefined)[] = [
    rules.period && `${t('rule.period')}${t('app:colon')}${word('PeriodKind', rules.period)}`,
    ...rules.bands.map((band) => t('rule.band', { from: n(band.from), percent: n(band.percent) })),
    ...rules.events.map((event) =>
      t('rule.event', {
        code: event.code,
        metric: event.metric ? word('Metric', event.metric) : '',
        priorities: event.priorities.map((one) => word('Priority', one)).join(' '),
        each: event.each.points ? t('rule.pointsEach', { points: n(event.each.points) }) : t('rule.yuanEach', { amount: yuan(event.each.fen ?? 0) }),
        twice: event.beyondTwice,
        thrice: event.beyondThrice,
        free: event.free,
      }),
    ),
    ...rules.kpis.map((kpi) =>
      kpi.percentPerPoint
        ? t('rule.kpiPercent', { criterion: kpi.criterion, target: n(kpi.target), percent: n(kpi.percentPerPoint) })
        : t('rule.kpiSteps', { criterion: kpi.criterion, target: n(kpi.target), steps: steps(kpi.steps) }),
    ),
    rules.ledgerPoints ? t('rule.ledgerPoints') : null,
    points &&
      [
        t('rule.points'),
        points.free === '0' ? null : t('rule.pointsFree', { free: n(points.free) }),
        ...points.tiers.map((tier) => t('rule.tiers', { above: n(tier.above), times: n(tier.times) })),
        points.percent ? t('rule.pointsPercent', { percent: n(points.percent) }) : null,
        points.fen === undefined ? null : t('rule.pointsYuan', { amount: yuan(points.fen) }),
        points.ladder.length > 0 ? t('rule.pointsLadder', { steps: steps(points.ladder) }) : null,
      ]
        .filter(Boolean)
        .join(' · '),
    rules.onRepetition > 1 ? t('rule.onRepetition', { times: rules.onRepetition }) : null,
    rules.periodCap && t('rule.periodCap', { percent: n(rules.periodCap) }),
    rules.contractCap && t('rule.contractCap', { percent: n(rules.contractCap) }),
    earnBack && t('rule.earnBack', { periods: earnBack.periods, score: n(earnBack.minScore), percent: n(earnBack.percent) }),
    rules.terminateBelow && t('rule.terminate', { score: n(rules.terminateBelow) }),
    reward &&
      t('rule.reward', {
        payer: reward.payer,
        bands: reward.bands.map((band) => t('rule.rewardBand', { from: n(band.from), percent: n(band.percent) })).join(', '),
      }),
    ...rules.funding.map((share) =>
      t('rule.share', {
        source: share.source ? word('FundingSource', share.source) : '',
        payer: share.payer,
        percent: n(share.percent),
        basis: share.basis,
      }),
    ),
  ];
  return (
    <ul className="rule-lines">
      {lines.filter(Boolean).map((line, at) => (
        <li key={at}>{line}</li>
      ))}
    </ul>
  );
}
