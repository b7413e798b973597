import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { axisStyle, tooltipStyle } from './chart-style.ts';
import { usePlace } from './dimension.ts';
import { useRateColumns } from './rate-columns.tsx';
import { ReportPart } from './report-part.tsx';
import { addressOf, type ReportValues } from './report-values.ts';
import { useSla } from './use-sla.ts';

/** Bars that can be told apart; the table has them all. */
const SHOWN = 10;

/** What the broken promises had as their cause, as the vendors stated it. */
export function BreachCauses({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const placeOf = usePlace();
  const navigate = useNavigate();
  const { query, report, retry } = useSla(values, ['CAUSE']);
  const rows = useMemo(
    () =>
      (report?.rows ?? [])
        .map((row) => ({ place: placeOf(row, 'CAUSE'), counts: row.counts }))
        .filter(({ counts }) => counts.breached > 0)
        .sort((a, b) => b.counts.breached - a.counts.breached),
    [report, placeOf],
  );
  const top = useMemo(() => rows.slice(0, SHOWN), [rows]);
  const columns = useRateColumns(t('cause'), values);
  const name = t('breaches');

  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'item' as const },
      grid: { top: 4, left: 8, right: 36, bottom: 24 },
      xAxis: { ...axisStyle(palette), type: 'value' as const, name: t('axis.clocks'), nameLocation: 'middle' as const, nameGap: 26, minInterval: 1 },
      yAxis: {
        ...axisStyle(palette),
        type: 'category' as const,
        inverse: true,
        data: top.map(({ place }) => place.label),
        axisLabel: { color: palette.text, width: 130, overflow: 'truncate' as const },
      },
      series: [
        {
          name,
          type: 'bar' as const,
          barMaxWidth: 18,
          color: palette.bad,
          label: { show: true, position: 'right' as const, color: palette.text },
          data: top.map(({ place, counts }) => ({ value: counts.breached, itemStyle: { color: place.key === 'none' ? palette.series[6] : palette.bad } })),
        },
      ],
    }),
    [top, name, t],
  );
  const pick = useCallback(
    ({ dataIndex }: Picked) => {
      const place = top[dataIndex]?.place;
      if (place?.values) void navigate(addressOf('/reports/clocks', { ...values, ...place.values, counted: 'BREACHED' }));
    },
    [top, navigate, values],
  );
  const title = rows.length > SHOWN ? t('byCauseTop', { count: SHOWN, all: rows.length }) : t('byCause');

  return (
    <ReportPart title={t('byCause')} query={query} retry={retry} ready={report !== undefined} empty={rows.length === 0}>
      <Chart title={title} option={option} height={300} rows={rows} columns={columns} rowKey={({ place }) => place.key} onPick={pick} />
    </ReportPart>
  );
}
