import type { TableProps } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { axisStyle, legendStyle, tooltipStyle } from './chart-style.ts';
import type { PauseFiguresFragment } from './pauses.gql.ts';

type Row = { key: string; label: string; counts: PauseFiguresFragment };

/** Bars that can be told apart; the table has them all. */
const SHOWN = 12;

/** How many were declared for what, stacked by what became of them. */
export function PauseChart({ rows, columns }: { rows: readonly Row[]; columns: NonNullable<TableProps<Row>['columns']> }) {
  const { t } = useTranslation('reports');
  const top = useMemo(() => [...rows].sort((a, b) => b.counts.declared - a.counts.declared).slice(0, SHOWN), [rows]);
  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      legend: legendStyle(palette),
      grid: { top: 36, left: 8, right: 20, bottom: 24 },
      xAxis: { ...axisStyle(palette), type: 'value' as const, name: t('axis.pauses'), nameLocation: 'middle' as const, nameGap: 26, minInterval: 1 },
      yAxis: {
        ...axisStyle(palette),
        type: 'category' as const,
        inverse: true,
        data: top.map(({ label }) => label),
        axisLabel: { color: palette.text, width: 150, overflow: 'truncate' as const },
      },
      series: [
        { name: t('pauses.accepted'), key: 'accepted' as const, color: palette.good },
        { name: t('pauses.pending'), key: 'pending' as const, color: palette.waiting },
        { name: t('pauses.rejected'), key: 'rejected' as const, color: palette.bad },
      ].map(({ name, key, color }) => ({
        name,
        type: 'bar' as const,
        stack: 'declared',
        barMaxWidth: 20,
        color,
        data: top.map(({ counts }) => counts[key]),
      })),
    }),
    [top, t],
  );
  return <Chart title={t('pauses.chart')} option={option} height={Math.max(196, 96 + top.length * 30)} rows={rows} columns={columns} rowKey={({ key }) => key} />;
}
