import type { Impact, TicketOrder, TicketState, Urgency } from '../gql/schema.ts';

/** The order in which people expect them. */
export const impacts: readonly Impact[] = ['HIGH', 'MEDIUM', 'LOW'];
export const urgencies: readonly Urgency[] = ['HIGH', 'MEDIUM', 'LOW'];
export const states: readonly TicketState[] = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED'];
export const orders: readonly TicketOrder[] = ['CREATED_DESC', 'CREATED_ASC', 'DUE_ASC', 'DUE_DESC', 'PRIORITY_ASC', 'PRIORITY_DESC'];
