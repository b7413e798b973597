import type { TableProps } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import type { Metric, Priority } from '../gql/schema.ts';
import { formatShare } from '../money/money.tsx';
import { metrics, priorities } from '../words/values.ts';
import { useWord } from '../words/word.tsx';
import { useRateText } from './attainment.tsx';
import { axisStyle, legendStyle, tooltipStyle } from './chart-style.ts';
import { rateAxis } from './rate-axis.ts';
import { ReportPart } from './report-part.tsx';
import { addressOf, type ReportValues } from './report-values.ts';
import { type SlaRow, useSla } from './use-sla.ts';

type Line = { metric: Metric; cells: Partial<Record<Priority, SlaRow>> };

/** Which promises are kept: each metric, and within it each priority. */
export function ByMetric({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const rateText = useRateText();
  const navigate = useNavigate();
  const { query, report, retry } = useSla(values, ['METRIC', 'PRIORITY']);
  const lines = useMemo((): Line[] => linesOf(report?.rows ?? []), [report]);
  const shown = useMemo(() => priorities.filter((priority) => lines.some((line) => line.cells[priority])), [lines]);
  const series = useMemo(
    () =>
      shown.map((priority) => ({
        priority,
        rates: lines.map((line) => {
          const rate = line.cells[priority]?.counts.attainment;
          return rate ? Number(rate) : null;
        }),
      })),
    [lines, shown],
  );

  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      legend: legendStyle(palette),
      grid: { top: 40, left: 8, right: 8, bottom: 8 },
      xAxis: { ...axisStyle(palette), type: 'category' as const, data: lines.map((line) => word('Metric', line.metric)), axisLabel: { color: palette.text, interval: 0, width: 64, overflow: 'break' as const } },
      yAxis: rateAxis(series.flatMap(({ rates }) => rates), palette, (rate) => formatShare(rate, language, 0)),
      series: series.map(({ priority, rates }, at) => ({
        name: word('Priority', priority),
        type: 'bar' as const,
        barMaxWidth: 22,
        color: palette.series[at],
        data: rates,
        tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? formatShare(value, language) : t('notRated')) },
      })),
    }),
    [lines, series, language, word, t],
  );
  const pick = useCallback(
    ({ dataIndex, seriesName }: Picked) => {
      const metric = lines[dataIndex]?.metric;
      const priority = shown.find((one) => word('Priority', one) === seriesName);
      void navigate(addressOf('/reports/clocks', { ...values, metric, priority, counted: 'BREACHED' }));
    },
    [lines, shown, word, navigate, values],
  );
  const columns: NonNullable<TableProps<Line>['columns']> = [
    { title: t('metric'), key: 'metric', render: (_, line) => word('Metric', line.metric) },
    ...shown.map((priority) => ({
      title: word('Priority', priority),
      key: priority,
      align: 'right' as const,
      render: (_: unknown, line: Line) => {
        const cell = line.cells[priority];
        if (!cell) return <span aria-label={t('none')}>—</span>;
        const { attainment, met, judged } = cell.counts;
        return (
          <Link className="figure" to={addressOf('/reports/clocks', { ...values, metric: line.metric, priority, counted: 'BREACHED' })}>
            {rateText(attainment)} <small>{t('ofJudged', { met, judged })}</small>
          </Link>
        );
      },
    })),
  ];

  return (
    <ReportPart title={t('byMetric')} query={query} retry={retry} ready={report !== undefined} empty={lines.length === 0}>
      <Chart title={t('byMetric')} option={option} height={300} rows={lines} columns={columns} rowKey={(line) => line.metric} onPick={pick} />
    </ReportPart>
  );
}

function linesOf(rows: readonly SlaRow[]): Line[] {
  return metrics.flatMap((metric) => {
    const own = rows.filter((row) => row.metric === metric);
    if (own.length === 0) return [];
    const cells: Line['cells'] = {};
    for (const row of own) if (row.priority) cells[row.priority] = row;
    return [{ metric, cells }];
  });
}
