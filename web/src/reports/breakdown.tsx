import { Table } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportDimension } from '../gql/schema.ts';
import { oneOf, useFilters } from '../list/filters.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useWord, useWordOptions } from '../words/word.tsx';
import { Choice } from './choice.tsx';
import { usePlace } from './dimension.ts';
import { useRateColumns } from './rate-columns.tsx';
import type { ReportValues } from './report-values.ts';
import { useSla } from './use-sla.ts';

export const parties = ['CONTRACT', 'VENDOR', 'SYSTEM', 'AGENCY', 'TEAM', 'ASSIGNEE', 'KIND'] as const satisfies readonly ReportDimension[];

const fields = { by: oneOf<ReportDimension>(parties) };

/** By whichever party is chosen, every figure. */
export function Breakdown({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const options = useWordOptions();
  const placeOf = usePlace();
  const { values: chosen, set } = useFilters(fields);
  const by = chosen.by ?? 'CONTRACT';
  const { query, report, retry } = useSla(values, [by]);
  const rows = useMemo(() => (report?.rows ?? []).map((row) => ({ place: placeOf(row, by), counts: row.counts })), [report, placeOf, by]);
  const columns = useRateColumns(word('ReportDimension', by), values);
  return (
    <Section
      title={t('byParty')}
      actions={
        <Choice
         
          label={t('groupBy')}
          value={by}
          onChange={(next) => set({ by: next })}
          options={options('ReportDimension', parties)}
        />
      }
    >
      <QueryState query={query} retry={retry} empty={report !== undefined && rows.length === 0}>
        {report && rows.length > 0 && (
          <Table
            size="small"
            columns={columns}
            dataSource={rows}
            rowKey={({ place }) => place.key}
            pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false, size: 'small' } : false}
            scroll={{ x: 'max-content' }}
          />
        )}
      </QueryState>
    </Section>
  );
}
