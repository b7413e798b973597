import { useMemo } from 'react';
import type { FaultFilter, ForecastFilter, Metric, PauseReportFilter, Priority, SlaReportFilter, TicketKind, WorkloadReportFilter } from '../gql/schema.ts';
import { flag, oneOf, text, useFilters } from '../list/filters.ts';
import { metrics, priorities, ticketKinds } from '../words/values.ts';
import { addMonths, currentMonth, type Month, monthField, startOfMonth } from './month.ts';


const fields = {
  from: monthField(),
  until: monthField(),
  agencyId: text(),
  agencyAlone: flag(),
  vendorId: text(),
  contractId: text(),
  systemId: text(),
  metric: oneOf<Metric>(metrics),
  priority: oneOf<Priority>(priorities),
  kind: oneOf<TicketKind>(ticketKinds),
  cause: text(),
  causeStated: flag(),
  teamId: text(),
  routed: flag(),
  assigneeId: text(),
  assigned: flag(),
};

/** What a report is narrowed to. The last six come from a row that somebody followed. */
export type ReportValues = {
  from: Month;
  until: Month;
  agencyId?: string;
  agencyAlone?: boolean;
  vendorId?: string;
  contractId?: string;
  systemId?: string;
  metric?: Metric;
  priority?: Priority;
  kind?: TicketKind;
  cause?: string;
  causeStated?: boolean;
  teamId?: string;
  routed?: boolean;
  assigneeId?: string;
  assigned?: boolean;
};

/** Of the address; so many months up to now when it says nothing of them. */
export function useReportValues(months = 12) {
  const { values, set, reset } = useFilters(fields);
  const known = useMemo((): ReportValues => {
    const until = values.until ?? currentMonth();
    return { ...values, until, from: values.from ?? addMonths(until, 1 - months) };
  }, [values, months]);
  return { values: known, set, reset };
}

/** The query string of a view: `?from=202601&until=202611`. */
export function addressOf(path: string, values: Record<string, string | number | boolean | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') params.set(name, value === true ? 'yes' : value === false ? 'no' : String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export function slaFilter({ from, until, ...rest }: ReportValues): SlaReportFilter {
  return { ...rest, fromMonth: from, untilMonth: until };
}

/** Of the months that were chosen, the window of instants. */
export function windowOf({ from, until }: ReportValues): { from: string; before: string } {
  return { from: startOfMonth(from), before: startOfMonth(addMonths(until, 1)) };
}

export function workloadFilter(values: ReportValues): WorkloadReportFilter {
  const { agencyId, vendorId, contractId, systemId } = values;
  return { ...windowOf(values), agencyId, vendorId, contractId, systemId };
}

export function faultFilter(values: ReportValues): FaultFilter {
  return workloadFilter(values);
}

export function pauseFilter(values: ReportValues): PauseReportFilter {
  const { agencyId, vendorId, contractId } = values;
  return { ...windowOf(values), agencyId, vendorId, contractId };
}

export function forecastFilter({ agencyId, vendorId, contractId, systemId, metric, priority }: Partial<ReportValues>): ForecastFilter {
  return { agencyId, vendorId, contractId, systemId, metric, priority };
}
