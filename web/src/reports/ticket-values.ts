import { useMemo } from 'react';
import type { Priority, TicketFilter, TicketKind, TicketState } from '../gql/schema.ts';
import { flag, oneOf, text, useFilters } from '../list/filters.ts';
import { priorities, ticketKinds } from '../words/values.ts';
import { addressOf } from './report-values.ts';

const states = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED'] as const satisfies readonly TicketState[];

/** Which figure of the workload or of faults a list of tickets stands behind; its words are its heading. */
export const figures = ['openAt', 'openNow', 'raised', 'resolved', 'closed', 'cancelled', 'booked', 'incidents', 'incidentsBreached'] as const;
export type Figure = (typeof figures)[number];

const fields = {
  figure: oneOf(figures),
  at: text(),
  from: text(),
  before: text(),
  agencyId: text(),
  agencyAlone: flag(),
  vendorId: text(),
  contractId: text(),
  systemId: text(),
  teamId: text(),
  routed: flag(),
  assigneeId: text(),
  assigned: flag(),
  kind: oneOf(ticketKinds),
  priority: oneOf(priorities),
};

export type TicketValues = {
  figure: Figure;
  /** For what was open at a time. */
  at?: string;
  from?: string;
  before?: string;
  agencyId?: string;
  agencyAlone?: boolean;
  vendorId?: string;
  contractId?: string;
  systemId?: string;
  teamId?: string;
  routed?: boolean;
  assigneeId?: string;
  assigned?: boolean;
  kind?: TicketKind;
  priority?: Priority;
};

export function useTicketValues(): TicketValues {
  const { values } = useFilters(fields);
  return useMemo(() => ({ ...values, figure: values.figure ?? 'raised' }), [values]);
}

export function toTickets(values: TicketValues): string {
  return addressOf('/reports/tickets', values);
}

/** The same condition as the report's figure, as docs/reports.md pairs them. */
export function ticketFilter(values: TicketValues): TicketFilter {
  const { figure, at, from, before, vendorId, contractId, assigneeId } = values;
  const { agencyId, agencyAlone, systemId, teamId, routed, assigned, kind, priority } = values;
  const common: TicketFilter = {
    agencyId,
    agencyAlone,
    systemId,
    teamId,
    routed,
    assigned,
    kinds: kind ? [kind] : undefined,
    priorities: priority ? [priority] : undefined,
  };
  if (figure === 'booked') {
    return { ...common, assigned: undefined, work: { startedFrom: from, startedBefore: before, vendorId, contractId, engineerId: assigneeId } };
  }
  const having: TicketFilter = { ...common, vendorId, contractId, assigneeId };
  switch (figure) {
    case 'openAt':
      return { ...having, openAt: at };
    case 'openNow':
      return { ...having, open: true };
    case 'raised':
      return { ...having, raisedFrom: from, raisedBefore: before };
    case 'resolved':
      return { ...having, resolvedFrom: from, resolvedBefore: before };
    case 'closed':
      return { ...having, states: ['CLOSED'], endedFrom: from, endedBefore: before };
    case 'cancelled':
      return { ...having, states: ['CANCELLED'], endedFrom: from, endedBefore: before };
    case 'incidents':
    case 'incidentsBreached':
      return {
        ...having,
        kinds: ['INCIDENT'],
        states: states.filter((state) => state !== 'CANCELLED'),
        raisedFrom: from,
        raisedBefore: before,
        breached: figure === 'incidentsBreached' ? true : undefined,
      };
  }
}
