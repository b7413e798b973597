import { useQuery } from 'urql';
import type { ReportDimension } from '../gql/schema.ts';
import { type ReportValues, slaFilter } from './report-values.ts';
import { SlaReportDocument, type SlaReportQuery } from './sla.gql.ts';

export type SlaRow = SlaReportQuery['slaReport']['rows'][number];

/** The SLA report of the filters, told apart by at most two dimensions. */
export function useSla(values: ReportValues, groupBy: ReportDimension[]) {
  const [query, again] = useQuery({ query: SlaReportDocument, variables: { filter: slaFilter(values), groupBy } });
  return { query, report: query.data?.slaReport, retry: () => again({ requestPolicy: 'network-only' }) };
}
