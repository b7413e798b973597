import type { FileFormat, Metric, PeriodKind, Priority, TicketKind, Weekday } from '../gql/schema.ts';

// The values that are chosen from in several places, in the order in which people expect them.
export const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];
export const ticketKinds: readonly TicketKind[] = ['INCIDENT', 'REQUEST', 'PROBLEM', 'CHANGE', 'INSPECTION', 'COMPLAINT'];
export const metrics: readonly Metric[] = ['RESPONSE', 'ARRIVAL', 'RESTORE', 'RESOLVE', 'UPDATE'];
export const periodKinds: readonly PeriodKind[] = ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'];
export const weekdays: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
export const fileFormats: readonly FileFormat[] = ['XLSX', 'CSV', 'PDF'];
