import { useQuery } from 'urql';
import { useTranslation } from 'react-i18next';
import type { PeriodKind, ScorecardSubject } from '../gql/schema.ts';
import { ScorecardTrendDocument } from './scorecards.gql.ts';

const WIDTH = 96;
const HEIGHT = 24;
const POINTS = 12;

type Props = { subject: ScorecardSubject; contractId: string | undefined; vendorId: string; period: PeriodKind; startsOn: string };

/** The cards of one contract, or of one vendor as a whole, the oldest first. */
export function useTrend({ subject, contractId, vendorId, period }: Omit<Props, 'startsOn'>) {
  const filter = subject === 'CONTRACT' && contractId ? { contractId, period, subject } : { vendorId, period, subject };
  const [query] = useQuery({ query: ScorecardTrendDocument, variables: { filter }, requestPolicy: 'cache-first' });
  return (query.data?.scorecards.nodes ?? []).toReversed();
}

/** The last scores as a line, the row's own as a dot; what was not rated leaves a gap, and what still runs is not there yet. */
export function TrendSpark(props: Props) {
  const { t } = useTranslation('appraisal');
  const cards = useTrend(props);
  const until = cards.findIndex((card) => card.startsOn === props.startsOn);
  const shown = cards.slice(Math.max(0, until + 1 - POINTS), until + 1).filter((card) => !card.running);
  const rated = shown.filter((card) => card.score !== null);
  if (rated.length < 2) return <span aria-hidden>—</span>;
  const x = (at: number) => 3 + (at * (WIDTH - 6)) / Math.max(1, shown.length - 1);
  const y = (score: string) => HEIGHT - 3 - (Number(score) / 100) * (HEIGHT - 6);
  const points = shown.flatMap((card, at) => (card.score === null ? [] : [`${x(at)},${y(card.score)}`]));
  const last = shown.at(-1);
  return (
    <svg
      className="spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('scorecards.trendOf', { scores: rated.map((card) => card.score).join(', ') })}
    >
      <polyline points={points.join(' ')} />
      {last?.score && last.startsOn === props.startsOn && <circle cx={x(shown.length - 1)} cy={y(last.score)} r={2.5} />}
    </svg>
  );
}
