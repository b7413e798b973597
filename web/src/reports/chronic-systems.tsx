import type { TableProps } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { useName } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { axisStyle, legendStyle, tooltipStyle } from './chart-style.ts';
import { ChronicSystemsDocument, type ChronicSystemsQuery } from './faults.gql.ts';
import { ReportPart } from './report-part.tsx';
import { addressOf, faultFilter, type ReportValues, windowOf } from './report-values.ts';
import { type Figure, toTickets } from './ticket-values.ts';

type Row = ChronicSystemsQuery['chronicSystems']['systems'][number];

/** Bars that can be told apart; the table has a hundred. */
const SHOWN = 12;

export function ChronicSystems({ values, atLeast }: { values: ReportValues; atLeast: number }) {
  const { t } = useTranslation('reports');
  const name = useName();
  const navigate = useNavigate();
  const filter = useMemo(() => faultFilter(values), [values]);
  const [query, again] = useQuery({ query: ChronicSystemsDocument, variables: { filter, atLeast } });
  const report = query.data?.chronicSystems;
  const rows = useMemo(() => report?.systems ?? [], [report]);
  const top = useMemo(() => rows.slice(0, SHOWN), [rows]);
  const { agencyId, vendorId, contractId } = values;
  const to = (row: Row, figure: Figure) => toTickets({ ...windowOf(values), agencyId, vendorId, contractId, systemId: row.system.id, figure });

  const option = useCallback(
    (palette: Palette) => ({
      tooltip: { ...tooltipStyle(palette), trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
      legend: legendStyle(palette),
      grid: { top: 36, left: 8, right: 20, bottom: 8 },
      xAxis: { ...axisStyle(palette), type: 'value' as const, minInterval: 1 },
      yAxis: {
        ...axisStyle(palette),
        type: 'category' as const,
        inverse: true,
        data: top.map((row) => name(row.system)),
        axisLabel: { color: palette.text, width: 170, overflow: 'truncate' as const },
      },
      series: [
        { name: t('faults.incidents'), type: 'bar' as const, barMaxWidth: 12, color: palette.series[0], data: top.map((row) => row.incidents) },
        { name: t('faults.breached'), type: 'bar' as const, barMaxWidth: 12, color: palette.bad, data: top.map((row) => row.breached) },
        { name: t('faults.repeats'), type: 'bar' as const, barMaxWidth: 12, color: palette.waiting, data: top.map((row) => row.repeats) },
      ],
    }),
    [top, name, t],
  );
  const pick = ({ dataIndex, seriesName }: Picked) => {
    const row = top[dataIndex];
    if (!row) return;
    if (seriesName === t('faults.repeats')) void navigate(addressOf('/reports/faults', { ...values, systemId: row.system.id }));
    else void navigate(to(row, seriesName === t('faults.breached') ? 'incidentsBreached' : 'incidents'));
  };
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('system'), key: 'system', render: (_, { system }) => name(system) },
    { title: t('agency'), key: 'agency', render: (_, { system }) => name(system.agency) },
    {
      title: t('faults.incidents'),
      key: 'incidents',
      align: 'right',
      sorter: (a, b) => a.incidents - b.incidents,
      render: (_, row) => <Link to={to(row, 'incidents')}>{row.incidents}</Link>,
    },
    {
      title: t('faults.breached'),
      key: 'breached',
      align: 'right',
      sorter: (a, b) => a.breached - b.breached,
      render: (_, row) => (row.breached > 0 ? <Link to={to(row, 'incidentsBreached')}>{row.breached}</Link> : 0),
    },
    {
      title: t('faults.repeats'),
      key: 'repeats',
      align: 'right',
      sorter: (a, b) => a.repeats - b.repeats,
      render: (_, row) => (row.repeats > 0 ? <Link to={addressOf('/reports/faults', { ...values, systemId: row.system.id })}>{row.repeats}</Link> : 0),
    },
    { title: t('faults.last'), key: 'last', render: (_, { lastRaisedAt }) => <Instant at={lastRaisedAt} /> },
  ];
  const title = t('faults.chronic', { count: atLeast });
  const shown = rows.length > SHOWN ? t('topOf', { title, count: SHOWN, all: report?.more ? t('faults.more', { count: rows.length }) : rows.length }) : title;
  return (
    <ReportPart title={title} query={query} retry={() => again({ requestPolicy: 'network-only' })} ready={report !== undefined} empty={rows.length === 0}>
      <Chart title={shown} option={option} height={Math.max(180, 70 + top.length * 44)} rows={rows} columns={columns} rowKey={(row) => row.system.id} onPick={pick} />
    </ReportPart>
  );
}
