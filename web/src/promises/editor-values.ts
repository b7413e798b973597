import type { ClockStart, DurationKind, EscalationTiming, Metric, PauseDecider, PauseReason, Priority, PriorityRule, Reopening, Role, SiteClass, SlaTargetInput, TicketKind } from '../gql/schema.ts';
import type { PolicyTargetFragment, PolicyVersionFragment } from './policies.gql.ts';

/** People write hours or minutes; the API counts seconds, or working days. */
export const units = ['REAL_TIME 60', 'REAL_TIME 3600', 'WORKING 60', 'WORKING 3600', 'WORKING_DAYS 1'] as const;
type Unit = (typeof units)[number];

type LevelValues = { offsetHours: number; to: Role[]; onDuty: boolean; timing: EscalationTiming };

export type TargetValues = {
  metric: Metric;
  priority: Priority;
  length: number;
  unit: Unit;
  calendarId: string;
  pausable: boolean;
  warnPercent: number[];
  reason?: string;
  guard: boolean;
  ticketKind?: TicketKind;
  siteClass?: SiteClass;
  systemType?: string;
  protectionFrom?: number | null;
  protectionTo?: number | null;
  escalations: LevelValues[];
};

type RemovedValues = Pick<TargetValues, 'metric' | 'priority' | 'guard' | 'ticketKind' | 'siteClass' | 'systemType' | 'protectionFrom' | 'protectionTo'> & { reason: string };

export type EditorValues = {
  targets: TargetValues[];
  removed: RemovedValues[];
  clockStart: ClockStart;
  priorityRule: PriorityRule;
  reopening: Reopening;
  windowDays?: number | null;
  limitPauses: boolean;
  decidedBy: PauseDecider;
  reasons?: PauseReason[];
  mostPerTicket?: number | null;
  longestHours?: number | null;
};

const HOUR = 3_600;
const MINUTE = 60;

function unitOf({ kind, value }: { kind: DurationKind; value: number }): Unit {
  if (kind === 'WORKING_DAYS') return 'WORKING_DAYS 1';
  return value % HOUR === 0 ? `${kind} ${HOUR}` : `${kind} ${MINUTE}`;
}

function splitUnit(unit: Unit): { kind: DurationKind; size: number } {
  switch (unit) {
    case 'REAL_TIME 60':
      return { kind: 'REAL_TIME', size: MINUTE };
    case 'REAL_TIME 3600':
      return { kind: 'REAL_TIME', size: HOUR };
    case 'WORKING 60':
      return { kind: 'WORKING', size: MINUTE };
    case 'WORKING 3600':
      return { kind: 'WORKING', size: HOUR };
    case 'WORKING_DAYS 1':
      return { kind: 'WORKING_DAYS', size: 1 };
  }
}

function conditionsOf(of: Pick<PolicyTargetFragment, 'guard' | 'ticketKind' | 'siteClass' | 'systemType' | 'protection'>) {
  return {
    guard: of.guard,
    ...(of.ticketKind ? { ticketKind: of.ticketKind } : {}),
    ...(of.siteClass ? { siteClass: of.siteClass } : {}),
    ...(of.systemType ? { systemType: of.systemType } : {}),
    protectionFrom: of.protection?.from ?? null,
    protectionTo: of.protection?.to ?? null,
  };
}

function targetValues(target: PolicyTargetFragment): TargetValues {
  const unit = unitOf(target.duration);
  return {
    metric: target.metric,
    priority: target.priority,
    length: target.duration.value / splitUnit(unit).size,
    unit,
    calendarId: target.calendar?.id ?? '',
    pausable: target.pausable,
    warnPercent: target.warnPercent,
    ...(target.overrideReason ? { reason: target.overrideReason } : {}),
    ...conditionsOf(target),
    escalations: target.escalations.map(({ offsetSeconds, to, onDuty, timing }) => ({ offsetHours: offsetSeconds / HOUR, to, onDuty, timing })),
  };
}

/** On a base, a version states only what it does not inherit. */
export function editorValues(version: PolicyVersionFragment | undefined): EditorValues {
  const pauses = version?.pauseRules;
  return {
    targets: (version?.targets ?? []).filter(({ origin }) => origin !== 'INHERITED').map(targetValues),
    removed: (version?.removedTargets ?? []).map((one) => ({ metric: one.metric, priority: one.priority, reason: one.reason, ...conditionsOf(one) })),
    clockStart: version?.clockStart ?? 'RAISED_AT',
    priorityRule: version?.priorityRule ?? 'FROM_CHANGE',
    reopening: version?.reopeningRule?.mode ?? 'NEW_CYCLE',
    windowDays: version?.reopeningRule?.windowDays ?? null,
    limitPauses: pauses !== null && pauses !== undefined,
    decidedBy: pauses?.decidedBy ?? 'EITHER',
    ...(pauses?.reasons ? { reasons: pauses.reasons } : {}),
    mostPerTicket: pauses?.mostPerTicket ?? null,
    longestHours: pauses?.longestSeconds ? pauses.longestSeconds / HOUR : null,
  };
}

function protectionInput({ protectionFrom: from, protectionTo: to }: Pick<TargetValues, 'protectionFrom' | 'protectionTo'>) {
  return from && to ? { from, to } : undefined;
}

function targetInput(values: TargetValues): SlaTargetInput {
  const { kind, size } = splitUnit(values.unit);
  return {
    metric: values.metric,
    priority: values.priority,
    duration: Math.round(values.length * size),
    durationKind: kind,
    calendarId: values.calendarId,
    pausable: values.pausable,
    warnPercent: [...values.warnPercent].sort((a, b) => a - b),
    reason: values.reason,
    guard: values.guard,
    ticketKind: values.ticketKind,
    siteClass: values.siteClass,
    systemType: values.systemType === '' ? undefined : values.systemType,
    protection: protectionInput(values),
    escalations: values.escalations.map((level, at) => ({
      level: at + 1,
      offsetSeconds: Math.round(level.offsetHours * HOUR),
      to: level.to,
      onDuty: level.onDuty,
      timing: level.timing,
    })),
  };
}

/** What is not edited here, such as the ranks, stays as the version had it. */
export function versionInput(values: EditorValues, version: PolicyVersionFragment | undefined, onBase: boolean) {
  const severity = version?.severityRules;
  return {
    targets: values.targets.map(targetInput),
    removed: values.removed.map((one) => ({
      metric: one.metric,
      priority: one.priority,
      reason: one.reason,
      guard: one.guard,
      ticketKind: one.ticketKind,
      siteClass: one.siteClass,
      systemType: one.systemType === '' ? undefined : one.systemType,
      protection: protectionInput(one),
    })),
    clockStart: values.clockStart,
    priorityRule: values.priorityRule,
    reopeningRule: { mode: values.reopening, windowDays: values.windowDays },
    pauseRules: values.limitPauses
      ? {
          decidedBy: values.decidedBy,
          reasons: values.reasons && values.reasons.length > 0 ? values.reasons : undefined,
          mostPerTicket: values.mostPerTicket,
          longestSeconds: values.longestHours ? Math.round(values.longestHours * HOUR) : undefined,
          silence: version?.pauseRules?.silence ?? undefined,
        }
      : undefined,
    // On a base, ranks are the base's unless a reason was given for others.
    severityRules:
      severity && (!onBase || severity.reason)
        ? {
            reason: severity.reason,
            matrix: severity.matrix,
            rises: severity.rises.map(({ from, after }) => ({ from, durationKind: after?.kind, duration: after?.value })),
          }
        : undefined,
  };
}
