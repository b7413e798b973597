import { AttainmentTrend } from './attainment-trend.tsx';
import { Breakdown } from './breakdown.tsx';
import { BreachCauses } from './breach-causes.tsx';
import { ByMetric } from './by-metric.tsx';
import { CountsStrip } from './counts-strip.tsx';
import { QueryState } from '../page/query-state.tsx';
import { ReportsFrame } from './reports-frame.tsx';
import { slaFilter, useReportValues } from './report-values.ts';
import { useSla } from './use-sla.ts';

/** How many promises were kept, and which were not. */
export default function SlaPage() {
  const filters = useReportValues();
  const { values } = filters;
  const { query, report, retry } = useSla(values, ['MONTH']);
  return (
    <ReportsFrame
      view="sla"
      filters={filters}
      show={['months', 'agency', 'vendor', 'contract', 'system', 'metric', 'priority', 'kind']}
      report={{ sla: { filter: slaFilter(values), groupBy: ['MONTH', 'METRIC'] } }}
    >
      <QueryState query={query} retry={retry}>
        {report && <CountsStrip counts={report.total} asOf={report.asOf} values={values} />}
      </QueryState>
      <AttainmentTrend values={values} />
      <div className="report-pair">
        <ByMetric values={values} />
        <BreachCauses values={values} />
      </div>
      <Breakdown values={values} />
    </ReportsFrame>
  );
}
