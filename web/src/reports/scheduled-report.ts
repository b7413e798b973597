import type { PauseDimension, ReportDimension, ScheduledReportInput, ScheduledReportKind, WorkloadDimension } from '../gql/schema.ts';
import { forecastFilter, type ReportValues } from './report-values.ts';
import type { ScheduleLineFragment } from './schedules.gql.ts';

export const scheduledKinds = ['SLA', 'TIME', 'WORKLOAD', 'PAUSES', 'FAULTS', 'FORECAST', 'CONTRACT_MONTH'] as const satisfies readonly ScheduledReportKind[];

export const slaDimensions = ['METRIC', 'PRIORITY', 'CONTRACT', 'VENDOR', 'SYSTEM', 'AGENCY', 'CAUSE', 'TEAM', 'ASSIGNEE', 'KIND', 'MONTH'] as const satisfies readonly ReportDimension[];
export const workloadDimensions = ['VENDOR', 'AGENCY', 'CONTRACT', 'SYSTEM', 'TEAM', 'ENGINEER', 'KIND', 'PRIORITY'] as const satisfies readonly WorkloadDimension[];
export const pauseDimensions = ['REASON', 'PARTY', 'VENDOR', 'AGENCY', 'CONTRACT'] as const satisfies readonly PauseDimension[];

export type Narrowing = Omit<ReportValues, 'from' | 'until'>;

/** What is ordered, as forms hold it: of all kinds at once, so that one may change the kind and change it back. */
export type Ordered = {
  kind: ScheduledReportKind;
  narrowing: Narrowing;
  slaBy: ReportDimension[];
  workloadBy: WorkloadDimension[];
  pausesBy: PauseDimension[];
  atLeast: number;
  horizonHours: number;
};

/** What somebody begins with who orders anew. */
export const usualOrder = { slaBy: ['METRIC'], workloadBy: ['VENDOR'], pausesBy: ['REASON'], atLeast: 3, horizonHours: 72 } satisfies Partial<Ordered>;

/** What a schedule is of. */
export function orderedOf({ report, filter }: Pick<ScheduleLineFragment, 'report' | 'filter'>): Ordered {
  const { clocksBy, workloadBy, pausesBy, atLeast, horizonHours } = filter;
  return {
    kind: report,
    narrowing: {
      agencyId: filter.agency?.id,
      agencyAlone: filter.agencyAlone || undefined,
      vendorId: filter.vendor?.id,
      contractId: filter.contract?.id,
      systemId: filter.system?.id,
      metric: filter.metric ?? undefined,
      priority: filter.priority ?? undefined,
      kind: filter.kind ?? undefined,
      cause: filter.cause ?? undefined,
      causeStated: filter.causeStated ?? undefined,
      teamId: filter.team?.id,
      routed: filter.routed ?? undefined,
      assigneeId: filter.assignee?.id,
      assigned: filter.assigned ?? undefined,
    },
    slaBy: report === 'SLA' || report === 'TIME' ? clocksBy : usualOrder.slaBy,
    workloadBy: report === 'WORKLOAD' ? workloadBy : usualOrder.workloadBy,
    pausesBy: report === 'PAUSES' ? pausesBy : usualOrder.pausesBy,
    atLeast: atLeast ?? usualOrder.atLeast,
    horizonHours: horizonHours ?? usualOrder.horizonHours,
  };
}

/** What each kind may be narrowed to by a form; the period is the schedule's to say. */
export const narrowedBy: Record<ScheduledReportKind, readonly (keyof Narrowing)[]> = {
  SLA: ['agencyId', 'vendorId', 'contractId', 'systemId', 'metric', 'priority', 'kind'],
  TIME: ['agencyId', 'vendorId', 'contractId', 'systemId', 'metric', 'priority', 'kind'],
  WORKLOAD: ['agencyId', 'vendorId', 'contractId', 'systemId'],
  PAUSES: ['agencyId', 'vendorId', 'contractId'],
  FAULTS: ['agencyId', 'vendorId', 'contractId', 'systemId'],
  FORECAST: ['agencyId', 'vendorId', 'contractId', 'systemId', 'metric', 'priority'],
  CONTRACT_MONTH: ['contractId'],
};

/** What a kind cannot be narrowed to is left out. */
export function scheduledReport({ kind, narrowing, slaBy, workloadBy, pausesBy, atLeast, horizonHours }: Ordered): ScheduledReportInput {
  const { agencyId, vendorId, contractId, systemId } = narrowing;
  switch (kind) {
    case 'SLA':
      return { sla: { filter: narrowing, groupBy: slaBy } };
    case 'TIME':
      return { time: { filter: narrowing, groupBy: slaBy } };
    case 'WORKLOAD':
      return { workload: { filter: { agencyId, vendorId, contractId, systemId }, groupBy: workloadBy } };
    case 'PAUSES':
      return { pauses: { filter: { agencyId, vendorId, contractId }, groupBy: pausesBy } };
    case 'FAULTS':
      return { faults: { filter: { agencyId, vendorId, contractId, systemId }, atLeast } };
    case 'FORECAST':
      return { forecast: { filter: forecastFilter(narrowing), horizonHours } };
    case 'CONTRACT_MONTH':
      // The form insists on one; should it ever be missing, the API refuses it at its field.
      return { contractId: contractId ?? '' };
  }
}
