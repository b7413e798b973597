import { Table, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import type { PauseDimension } from '../gql/schema.ts';
import { oneOf, useFilters } from '../list/filters.ts';
import { formatNumber } from '../money/money.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { formatDuration } from '../time/format.ts';
import { useWord, useWordOptions } from '../words/word.tsx';
import { Choice } from './choice.tsx';
import { PauseChart } from './pause-chart.tsx';
import { PausedShare } from './paused-share.tsx';
import type { PauseFiguresFragment } from './pauses.gql.ts';
import { PauseReportDocument } from './pauses.gql.ts';
import { usePausePlace } from './pause-place.ts';
import { ReportsFrame } from './reports-frame.tsx';
import { pauseFilter, useReportValues } from './report-values.ts';

const dimensions = ['REASON', 'PARTY', 'VENDOR', 'AGENCY', 'CONTRACT'] as const satisfies readonly PauseDimension[];
const fields = { by: oneOf<PauseDimension>(dimensions) };

type Row = { key: string; label: string; counts: PauseFiguresFragment };

/** What was paused for what, what the agency decided of it, and how much of the counted time that is. */
export default function PausesReportPage() {
  const { t } = useTranslation('reports');
  const word = useWord();
  const options = useWordOptions();
  const language = useLanguage();
  const placeOf = usePausePlace();
  const filters = useReportValues();
  const { values } = filters;
  const { values: chosen, set } = useFilters(fields);
  const by = chosen.by ?? 'REASON';
  const filter = useMemo(() => pauseFilter(values), [values]);
  const [query, again] = useQuery({ query: PauseReportDocument, variables: { filter, groupBy: [by] } });
  const report = query.data?.pauseReport;
  const rows = useMemo((): Row[] => (report?.rows ?? []).map((row) => ({ ...placeOf(row, by), counts: row.counts })), [report, placeOf, by]);

  const count = (key: 'declared' | 'accepted' | 'pending' | 'rejected') => ({
    title: t(`pauses.${key}`),
    key,
    align: 'right' as const,
    sorter: (a: Row, b: Row) => a.counts[key] - b.counts[key],
    render: (_: unknown, { counts }: Row) => <span className={counts[key] ? 'figure' : 'figure figure-none'}>{formatNumber(counts[key], language)}</span>,
  });
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: word('PauseDimension', by), key: 'place', fixed: 'left', render: (_, { label }) => label },
    count('declared'),
    count('accepted'),
    count('pending'),
    count('rejected'),
    {
      title: t('pauses.declaredTime'),
      key: 'declaredTime',
      align: 'right',
      sorter: (a, b) => a.counts.declaredSeconds - b.counts.declaredSeconds,
      render: (_, { counts }) => <span className="figure">{formatDuration(counts.declaredSeconds, language)}</span>,
    },
    {
      title: t('pauses.rejectedTime'),
      key: 'rejectedTime',
      align: 'right',
      sorter: (a, b) => a.counts.rejectedSeconds - b.counts.rejectedSeconds,
      render: (_, { counts }) => <span className="figure">{formatDuration(counts.rejectedSeconds, language)}</span>,
    },
  ];
  const whole: Row | undefined = report && { key: 'total', label: t('total'), counts: report.total };
  return (
    <ReportsFrame view="pauses" filters={filters} show={['months', 'agency', 'vendor', 'contract']} report={{ pauses: { filter, groupBy: [by] } }}>
      <PausedShare values={values} />
      <div className="report-by">
        <Choice label={t('groupBy')} value={by} onChange={(next) => set({ by: next })} options={options('PauseDimension', dimensions)} />
      </div>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={report !== undefined && rows.length === 0} emptyText={t('pauses.empty')}>
        {whole && rows.length > 0 && (
          <>
            <PauseChart rows={rows} columns={columns} />
            <Section title={t('pauses.table')}>
              <p className="section-note">{t('pauses.note')}</p>
              <Table
                size="small"
                columns={columns}
                dataSource={[whole, ...rows]}
                rowKey={({ key }) => key}
                rowClassName={({ key }) => (key === 'total' ? 'row-total' : '')}
                pagination={rows.length > 20 ? { pageSize: 21, showSizeChanger: false, size: 'small' } : false}
                scroll={{ x: 'max-content' }}
              />
            </Section>
          </>
        )}
      </QueryState>
    </ReportsFrame>
  );
}
