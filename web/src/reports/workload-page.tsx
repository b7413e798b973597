import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { WorkloadDimension } from '../gql/schema.ts';
import { oneOf, useFilters } from '../list/filters.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useWord, useWordOptions } from '../words/word.tsx';
import { Choice } from './choice.tsx';
import { usePlace } from './dimension.ts';
import { ReportsFrame } from './reports-frame.tsx';
import { useReportValues, windowOf, workloadFilter } from './report-values.ts';
import { useWorkloadColumns } from './workload-columns.tsx';
import { WorkloadReportDocument } from './workload.gql.ts';
import { WorkloadTrend } from './workload-trend.tsx';

const dimensions = ['VENDOR', 'AGENCY', 'CONTRACT', 'SYSTEM', 'TEAM', 'ENGINEER', 'KIND', 'PRIORITY'] as const satisfies readonly WorkloadDimension[];
const fields = { by: oneOf<WorkloadDimension>(dimensions) };

/** What came, went and is left, and the minutes booked. */
export default function WorkloadPage() {
  const { t } = useTranslation('reports');
  const word = useWord();
  const options = useWordOptions();
  const placeOf = usePlace();
  const filters = useReportValues();
  const { values } = filters;
  const { values: chosen, set } = useFilters(fields);
  const by = chosen.by ?? 'VENDOR';
  const filter = useMemo(() => workloadFilter(values), [values]);
  const [query, again] = useQuery({ query: WorkloadReportDocument, variables: { filter, groupBy: [by] } });
  const report = query.data?.workloadReport;
  const rows = useMemo(() => (report?.rows ?? []).map((row) => ({ place: placeOf(row, by), counts: row.counts })), [report, placeOf, by]);
  const { agencyId, vendorId, contractId, systemId } = values;
  const base = { ...windowOf(values), agencyId, vendorId, contractId, systemId };
  const columns = useWorkloadColumns(word('WorkloadDimension', by), base);
  const whole = report && { place: { key: 'total', label: t('total'), values: {} }, counts: report.total };
  return (
    <ReportsFrame view="workload" filters={filters} show={['months', 'agency', 'vendor', 'contract', 'system']} report={{ workload: { filter, groupBy: [by] } }}>
      <WorkloadTrend values={values} />
      <Section
        title={t('workload.table')}
        actions={
          <Choice label={t('groupBy')} value={by} onChange={(next) => set({ by: next })} options={options('WorkloadDimension', dimensions)} />
        }
      >
        <p className="section-note">{t('workload.sum')}</p>
        <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={report !== undefined && rows.length === 0}>
          {whole && rows.length > 0 && (
            <Table
              size="small"
              columns={columns}
              dataSource={[whole, ...rows]}
              rowKey={({ place }) => place.key}
              rowClassName={({ place }) => (place.key === 'total' ? 'row-total' : '')}
              pagination={rows.length > 20 ? { pageSize: 21, showSizeChanger: false, size: 'small' } : false}
              scroll={{ x: 'max-content' }}
            />
          )}
        </QueryState>
      </Section>
    </ReportsFrame>
  );
}
