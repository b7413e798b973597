import { Button, Table, type TableProps } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { InspectionFilter, InspectionState } from '../gql/schema.ts';
import { formatNumber } from '../money/money.tsx';
import { useLanguage } from '../app/use-language.ts';
import { InspectionReportDocument, type InspectionReportQuery } from './inspections.gql.ts';

type Row = InspectionReportQuery['inspectionReport'][number];

type Props = { filter: InspectionFilter; onPick: (states: InspectionState[]) => void };

/** The past twelve months by plan; each figure leads to its list. */
export function InspectionFigures({ filter, onPick }: Props) {
  const { t } = useTranslation('inspections');
  const language = useLanguage();
  const [today] = useState(() => dayjs());
  const report = useMemo(
    () => ({ filter: { ...filter, states: undefined }, from: today.subtract(1, 'year').format('YYYY-MM-DD'), until: today.format('YYYY-MM-DD'), groupBy: 'PLAN' as const }),
    [filter, today],
  );
  const [query] = useQuery({ query: InspectionReportDocument, variables: report });
  const rows = query.data?.inspectionReport ?? [];
  if (rows.length === 0) return null;
  const plain = (amount: number) => <span className="figure">{formatNumber(amount, language)}</span>;
  const figure = (amount: number, states: InspectionState[], bad = false) =>
    amount === 0 ? (
      plain(amount)
    ) : (
      <Button type="link" size="small" className={bad ? 'figure inspection-missed' : 'figure'} onClick={() => onPick(states)}>
        {formatNumber(amount, language)}
      </Button>
    );
  const columns: TableProps<Row>['columns'] = [
    { title: t('figures.plan'), render: (_, row) => row.planTitle },
    { title: t('figures.planned'), align: 'right', render: (_, row) => figure(row.planned, []) },
    { title: t('figures.done'), align: 'right', render: (_, row) => figure(row.doneInTime, ['DONE']) },
    { title: t('figures.late'), align: 'right', render: (_, row) => figure(row.doneLate, ['DONE_LATE']) },
    { title: t('figures.missed'), align: 'right', render: (_, row) => figure(row.missed, ['MISSED'], true) },
    { title: t('figures.notRaised'), align: 'right', render: (_, row) => plain(row.notRaised) },
    { title: t('figures.open'), align: 'right', render: (_, row) => figure(row.open, ['OPEN']) },
    { title: t('figures.skipped'), align: 'right', render: (_, row) => figure(row.skipped, ['SKIPPED']) },
  ];
  return (
    <Table<Row>
      aria-label={t('figures.name')}
      title={() => t('figures.name')}
      size="small"
      className="list inspection-figures"
      pagination={false}
      rowKey={(row) => row.planId ?? ''}
      columns={columns}
      dataSource={[...rows]}
      scroll={{ x: 'max-content' }}
    />
  );
}
