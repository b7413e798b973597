import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { usePlace } from '../reports/dimension.ts';
import { useRateColumns } from '../reports/rate-columns.tsx';
import type { ReportValues } from '../reports/report-values.ts';
import { useSla } from '../reports/use-sla.ts';

/** Who serves the area, or under which contracts, and how well. */
export function AreaParties({ values, by }: { values: ReportValues; by: 'VENDOR' | 'CONTRACT' }) {
  const { t } = useTranslation(['regions', 'reports']);
  const placeOf = usePlace();
  const { query, report, retry } = useSla(values, [by]);
  const rows = useMemo(
    () =>
      (report?.rows ?? [])
        .map((row) => ({ place: placeOf(row, by), counts: row.counts }))
        .sort((a, b) => Number(b.counts.attainment ?? -1) - Number(a.counts.attainment ?? -1)),
    [report, placeOf, by],
  );
  const columns = useRateColumns(by === 'VENDOR' ? t('reports:vendor') : t('reports:contract'), values);
  return (
    <Section title={by === 'VENDOR' ? t('regions:vendors') : t('regions:contracts')}>
      <QueryState query={query} retry={retry} empty={report !== undefined && rows.length === 0}>
        {report && rows.length > 0 && (
          <Table
            size="small"
            columns={columns}
            dataSource={rows}
            rowKey={({ place }) => place.key}
            pagination={rows.length > 15 ? { pageSize: 15, showSizeChanger: false, size: 'small' } : false}
            scroll={{ x: 'max-content' }}
          />
        )}
      </QueryState>
    </Section>
  );
}
