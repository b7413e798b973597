import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { formatShare } from '../money/money.tsx';
import { useWord } from '../words/word.tsx';
import { axisStyle, legendStyle, tooltipStyle } from './chart-style.ts';
import { usePlace } from './dimension.ts';
import { rateAxis } from './rate-axis.ts';
import { useRateColumns } from './rate-columns.tsx';
import { ReportPart } from './report-part.tsx';
import { addressOf, type ReportValues } from './report-values.ts';
import { useSla } from './use-sla.ts';

/** The share of promises kept, month by month, above what it is counted out of. */
export function AttainmentTrend({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const placeOf = usePlace();
  const navigate = useNavigate();
  const { query, report, retry } = useSla(values, ['MONTH']);
  const rows = useMemo(() => (report?.rows ?? []).map((row) => ({ place: placeOf(row, 'MONTH'), counts: row.counts })), [report, placeOf]);
  const rates = useMemo(() => rows.map(({ counts }) => (counts.attainment === null ? null : Number(counts.attainment))), [rows]);
  const columns = useRateColumns(t('month'), values);

  const names = { rate: t('attainment'), met: word('SlaCount', 'MET'), breached: word('SlaCount', 'BREACHED') };
  const { rate, met, breached } = names;
  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'axis' as const },
      legend: { ...legendStyle(palette), data: [rate, met, breached] },
      grid: { top: 54, left: 8, right: 8, bottom: 8 },
      xAxis: { ...axisStyle(palette), type: 'category' as const, data: rows.map(({ place }) => place.label) },
      yAxis: [
        rateAxis(rates, palette, (rate) => formatShare(rate, language, 0)),
        { ...axisStyle(palette), type: 'value' as const, name: t('axis.clocks'), splitLine: { show: false } },
      ],
      series: [
        { name: met, type: 'bar' as const, stack: 'judged', yAxisIndex: 1, barMaxWidth: 28, color: palette.good, itemStyle: { opacity: 0.45 }, data: rows.map(({ counts }) => counts.met) },
        { name: breached, type: 'bar' as const, stack: 'judged', yAxisIndex: 1, barMaxWidth: 28, color: palette.bad, itemStyle: { opacity: 0.85 }, data: rows.map(({ counts }) => counts.breached) },
        {
          name: rate,
          type: 'line' as const,
          color: palette.series[0],
          symbolSize: 7,
          lineStyle: { width: 2.5 },
          connectNulls: false,
          z: 5,
          data: rates,
          tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? formatShare(value, language) : t('notRated')) },
        },
      ],
    }),
    [rows, rates, rate, met, breached, language, t],
  );
  const pick = useCallback(
    ({ dataIndex, seriesName }: Picked) => {
      const place = rows[dataIndex]?.place;
      if (place?.values) void navigate(addressOf('/reports/clocks', { ...values, ...place.values, counted: seriesName === met ? 'MET' : 'BREACHED' }));
    },
    [rows, navigate, values, met],
  );

  return (
    <ReportPart title={t('trend')} query={query} retry={retry} ready={report !== undefined} empty={rows.length === 0}>
      <Chart title={t('trend')} option={option} height={300} rows={rows} columns={columns} rowKey={({ place }) => place.key} onPick={pick} />
    </ReportPart>
  );
}
