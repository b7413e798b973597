import type { Priority, TicketFilter, TicketKind, TicketState } from '../gql/schema.ts';
import { manyOf, oneOf, text } from '../list/filters.ts';
import { priorities, ticketKinds } from '../words/values.ts';

/** Mine, nobody's yet, or everybody's at the vendor. */
export const scopes = ['mine', 'free', 'all'] as const;
export type Scope = (typeof scopes)[number];

export const states: readonly TicketState[] = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED'];

/** What is solved waits for the agency: it is in the queue only when asked for. */
const unsolved: TicketState[] = ['NEW', 'ASSIGNED', 'IN_PROGRESS', 'ON_HOLD'];

export const fields = {
  scope: oneOf(scopes),
  team: text(),
  system: text(),
  state: manyOf(states),
  priority: manyOf(priorities),
  kind: manyOf(ticketKinds),
};

export type QueueValues = { scope?: Scope; team?: string; system?: string; state: TicketState[]; priority: Priority[]; kind: TicketKind[] };

/** What the address asks for, as the API takes it. */
export function filterOf(values: QueueValues, scope: Scope, viewerId: string): TicketFilter {
  return {
    open: true,
    states: values.state.length > 0 ? values.state : unsolved,
    ...(values.priority.length > 0 ? { priorities: values.priority } : {}),
    ...(values.kind.length > 0 ? { kinds: values.kind } : {}),
    ...(values.team ? { teamId: values.team } : {}),
    ...(values.system ? { systemId: values.system } : {}),
    ...(scope === 'mine' ? { assigneeId: viewerId } : {}),
    ...(scope === 'free' ? { assigned: false } : {}),
  };
}
