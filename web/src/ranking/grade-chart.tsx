import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { axisStyle, tooltipStyle } from '../reports/chart-style.ts';

type Grade = { grade: string; count: number };

/** How the grades fall, the best first. */
export function GradeChart({ grades }: { grades: readonly Grade[] }) {
  const { t } = useTranslation('ranking');
  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'item' as const },
      grid: { top: 36, left: 8, right: 8, bottom: 8 },
      xAxis: { ...axisStyle(palette), type: 'category' as const, data: grades.map(({ grade }) => grade) },
      yAxis: { ...axisStyle(palette), type: 'value' as const, minInterval: 1, name: t('summary.unit') },
      series: [
        {
          type: 'bar' as const,
          barMaxWidth: 48,
          color: palette.series[0],
          label: { show: true, position: 'top' as const, color: palette.text },
          data: grades.map(({ count }) => count),
        },
      ],
    }),
    [grades, t],
  );
  return (
    <Chart
      title={t('summary.grades')}
      option={option}
      height={200}
      rows={grades}
      columns={[
        { title: t('grade'), key: 'grade', dataIndex: 'grade' },
        { title: t('summary.count'), key: 'count', align: 'right', dataIndex: 'count' },
      ]}
      rowKey={({ grade }) => grade}
    />
  );
}
