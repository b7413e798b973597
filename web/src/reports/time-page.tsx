import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { ReportDimension } from '../gql/schema.ts';
import { oneOf, useFilters } from '../list/filters.ts';
import { QueryState } from '../page/query-state.tsx';
import { useWord, useWordOptions } from '../words/word.tsx';
import { Choice } from './choice.tsx';
import { ConsumedTotal } from './consumed-total.tsx';
import { ConsumedChart } from './consumed-chart.tsx';
import { usePlace } from './dimension.ts';
import { ReportsFrame } from './reports-frame.tsx';
import { slaFilter, useReportValues } from './report-values.ts';
import { TimeReportDocument } from './time.gql.ts';

const dimensions = ['METRIC', 'PRIORITY', 'MONTH', 'CONTRACT', 'VENDOR', 'SYSTEM', 'AGENCY', 'CAUSE', 'TEAM', 'ASSIGNEE', 'KIND'] as const satisfies readonly ReportDimension[];
const fields = { by: oneOf<ReportDimension>(dimensions) };

/** Of the clocks that were judged and have stopped: whose time it was. */
export default function TimePage() {
  const { t } = useTranslation('reports');
  const word = useWord();
  const options = useWordOptions();
  const placeOf = usePlace();
  const filters = useReportValues();
  const { values } = filters;
  const { values: chosen, set } = useFilters(fields);
  const by = chosen.by ?? 'METRIC';
  const filter = useMemo(() => slaFilter(values), [values]);
  const [query, again] = useQuery({ query: TimeReportDocument, variables: { filter, groupBy: [by] } });
  const report = query.data?.timeReport;
  const rows = useMemo(() => (report?.rows ?? []).map((row) => ({ place: placeOf(row, by), time: row.time })), [report, placeOf, by]);
  return (
    <ReportsFrame
      view="time"
      filters={filters}
      show={['months', 'agency', 'vendor', 'contract', 'system', 'metric', 'priority', 'kind']}
      report={{ time: { filter, groupBy: [by] } }}
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={report !== undefined && rows.length === 0}>
        {report && rows.length > 0 && (
          <>
            <ConsumedTotal time={report.total} values={values} />
            <div className="report-by">
              <Choice label={t('groupBy')} value={by} onChange={(next) => set({ by: next })} options={options('ReportDimension', dimensions)} />
            </div>
            <ConsumedChart title={t('time.chart', { by: word('ReportDimension', by) })} heading={word('ReportDimension', by)} rows={rows} values={values} />
          </>
        )}
      </QueryState>
      {query.fetching && !report && <p className="report-slow">{t('time.slow')}</p>}
    </ReportsFrame>
  );
}
