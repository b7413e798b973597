import type { TableProps } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { axisStyle, legendStyle, tooltipStyle } from './chart-style.ts';
import { addMonths, formatMonth, type Month } from './month.ts';
import { ReportPart } from './report-part.tsx';
import { type ReportValues, windowOf, workloadFilter } from './report-values.ts';
import { type Figure, toTickets } from './ticket-values.ts';
import { useEach } from './use-each.ts';
import { type WorkloadFiguresFragment, WorkloadTotalDocument } from './workload.gql.ts';

/** Months of which each is a report of its own. */
const MOST = 24;

type Row = { month: Month; counts: WorkloadFiguresFragment };

/** Raised, closed and left, month by month. */
export function WorkloadTrend({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  const navigate = useNavigate();
  const months = useMemo(() => monthsOf(values), [values]);
  const { query, answers, retry } = useEach(
    WorkloadTotalDocument,
    useMemo(() => months.map((month) => ({ filter: workloadFilter({ ...values, from: month, until: month }) })), [months, values]),
  );
  const rows = useMemo(
    (): Row[] =>
      answers.flatMap((answer, at) => {
        const month = months[at];
        return month && answer ? [{ month, counts: answer.workloadReport.total }] : [];
      }),
    [answers, months],
  );

  const raised = t('workload.raised');
  const closed = t('workload.closed');
  const left = t('workload.openAtEnd');
  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'axis' as const },
      legend: legendStyle(palette),
      grid: { top: 54, left: 8, right: 8, bottom: 8 },
      xAxis: { ...axisStyle(palette), type: 'category' as const, data: rows.map(({ month }) => formatMonth(month, language)) },
      yAxis: { ...axisStyle(palette), type: 'value' as const, name: t('axis.tickets'), minInterval: 1 },
      series: [
        { name: raised, type: 'bar' as const, barMaxWidth: 20, color: palette.series[0], data: rows.map(({ counts }) => counts.raised) },
        { name: closed, type: 'bar' as const, barMaxWidth: 20, color: palette.good, data: rows.map(({ counts }) => counts.closed) },
        { name: left, type: 'line' as const, symbolSize: 7, lineStyle: { width: 2.5 }, color: palette.waiting, data: rows.map(({ counts }) => counts.openAtEnd) },
      ],
    }),
    [rows, raised, closed, left, language, t],
  );

  const { agencyId, vendorId, contractId, systemId } = values;
  const to = (month: Month, figure: Figure) => {
    const { from, before } = windowOf({ ...values, from: month, until: month });
    const having = { agencyId, vendorId, contractId, systemId, figure };
    return toTickets(figure === 'openAt' ? { ...having, at: before } : { ...having, from, before });
  };
  const pick = ({ dataIndex, seriesName }: Picked) => {
    const row = rows[dataIndex];
    if (row) void navigate(to(row.month, seriesName === left ? 'openAt' : seriesName === closed ? 'closed' : 'raised'));
  };
  const column = (key: 'raised' | 'closed' | 'cancelled' | 'openAtEnd' | 'resolved', figure: Figure) => ({
    title: t(`workload.${key}`),
    key,
    align: 'right' as const,
    render: (_: unknown, { month, counts }: Row) => (
      <Link className="figure" to={to(month, figure)}>
        {counts[key]}
      </Link>
    ),
  });
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('month'), key: 'month', render: (_, { month }) => formatMonth(month, language) },
    column('raised', 'raised'),
    column('resolved', 'resolved'),
    column('closed', 'closed'),
    column('cancelled', 'cancelled'),
    column('openAtEnd', 'openAt'),
  ];
  return (
    <ReportPart title={t('workload.trend')} query={query} retry={retry} ready={!query.fetching} empty={rows.length === 0}>
      <Chart title={t('workload.trend')} option={option} rows={rows} columns={columns} rowKey={({ month }) => String(month)} onPick={pick} />
    </ReportPart>
  );
}

function monthsOf({ from, until }: ReportValues): Month[] {
  const months: Month[] = [];
  for (let month = until; month >= from && months.length < MOST; month = addMonths(month, -1)) months.unshift(month);
  return months;
}
