import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Chart } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { usePeriodName } from '../period/period.tsx';
import { Score } from './score.tsx';
import type { ScorecardRowFragment } from './scorecards.gql.ts';
import { useTrend } from './trend.tsx';

/** The scores of the same contract or vendor, period by period; a point leads to its card. */
export function ScoreTrend({ card }: { card: ScorecardRowFragment }) {
  const { t } = useTranslation('appraisal');
  const navigate = useNavigate();
  const periodName = usePeriodName();
  const cards = useTrend({ subject: card.subject, contractId: card.contract?.id, vendorId: card.vendor.id, period: card.period });
  const option = useMemo(
    () => (palette: Palette) => ({
      grid: { left: 44, right: 16, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' as const },
      xAxis: { type: 'category' as const, data: cards.map((one) => periodName(card.period, one.startsOn)), axisLine: { lineStyle: { color: palette.line } } },
      yAxis: { type: 'value' as const, min: 0, max: 100, splitLine: { lineStyle: { color: palette.line } } },
      series: [
        {
          type: 'line' as const,
          name: t('field.score'),
          data: cards.map((one) => (one.score === null ? null : Number(one.score))),
          symbolSize: 8,
          connectNulls: false,
        },
      ],
    }),
    [cards, card.period, periodName, t],
  );
  if (cards.filter((one) => one.score !== null).length < 2) return null;
  return (
    <Chart
      title={t('scorecards.trend')}
      option={option}
      height={240}
      rows={cards}
      rowKey={(row) => row.id}
      columns={[
        { title: t('field.period'), render: (_, row) => periodName(card.period, row.startsOn) },
        { title: t('field.score'), render: (_, row) => <Score score={row.score} grade={row.grade} /> },
      ]}
      onPick={({ dataIndex }) => {
        const picked = cards[dataIndex];
        if (picked) void navigate(`/scorecards/${encodeURIComponent(picked.id)}`);
      }}
    />
  );
}
