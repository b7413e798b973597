import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWord } from '../words/word.tsx';
import { Attainment, CountLink } from '../reports/attainment.tsx';
import { addressOf, type ReportValues } from '../reports/report-values.ts';
import type { SlaFiguresFragment } from '../reports/sla.gql.ts';

export type AreaRow = {
  id: string;
  name: string;
  /** Without what it shares with its siblings. */
  short: string;
  regionCode: string;
  counts: SlaFiguresFragment;
  /** What its figures are narrowed to. */
  values: ReportValues;
  /** Itself without those under it: there is no way further down. */
  isOwn: boolean;
};

/** Each area with its figures: its name leads down, each figure to its clocks. */
export function useAreaColumns(): NonNullable<TableProps<AreaRow>['columns']> {
  const { t } = useTranslation(['regions', 'reports']);
  const word = useWord();
  const figure = (counted: 'MET' | 'BREACHED' | 'RUNNING' | 'EXCLUDED' | 'WITHOUT_PROMISE', of: (counts: SlaFiguresFragment) => number) => ({
    title: word('SlaCount', counted),
    key: counted,
    align: 'right' as const,
    sorter: (a: AreaRow, b: AreaRow) => of(a.counts) - of(b.counts),
    render: (_: unknown, row: AreaRow) => (
      <CountLink count={of(row.counts)} counted={counted} values={row.values} label={`${row.name} ${word('SlaCount', counted)}`} />
    ),
  });
  return [
    {
      title: t('regions:area'),
      key: 'area',
      fixed: 'left',
      render: (_, row) =>
        row.isOwn ? row.name : <Link to={addressOf('/regions', { at: row.id, from: row.values.from, until: row.values.until })}>{row.name}</Link>,
    },
    {
      title: t('reports:attainment'),
      key: 'attainment',
      align: 'right',
      sorter: (a, b) => Number(a.counts.attainment ?? -1) - Number(b.counts.attainment ?? -1),
      render: (_, row) => <Attainment of={row.counts} />,
    },
    figure('MET', (counts) => counts.met),
    figure('BREACHED', (counts) => counts.breached),
    figure('RUNNING', (counts) => counts.running),
    figure('EXCLUDED', (counts) => counts.excluded),
    figure('WITHOUT_PROMISE', (counts) => counts.withoutPromise),
    { title: t('reports:total'), key: 'total', align: 'right', sorter: (a, b) => a.counts.total - b.counts.total, render: (_, { counts }) => counts.total },
  ];
}
