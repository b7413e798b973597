import type { TicketFilter, TicketOrder } from '../gql/schema.ts';
import { flag, manyOf, oneOf, text } from '../list/filters.ts';
import { serverNow } from '../time/server-clock.ts';
import { priorities, ticketKinds } from '../words/values.ts';
import { orders, states } from './ranks.ts';

/** Hours within which the next deadline lies. */
export const horizons = ['2', '8', '24', '72', '168'] as const;

/** Named as in `TicketFilter`, so that other pages lead here with any of its conditions; `due` and the days stand in words of their own. */
export const listFields = {
  states: manyOf(states),
  kinds: manyOf(ticketKinds),
  priorities: manyOf(priorities),
  systemId: text(),
  vendorId: text(),
  agencyId: text(),
  agencyAlone: flag(),
  open: flag(),
  breached: flag(),
  assigned: flag(),
  routed: flag(),
  assigneeId: text(),
  raisedById: text(),
  teamId: text(),
  contractId: text(),
  exclusionId: text(),
  due: oneOf(horizons),
  dueBefore: text(),
  raisedFrom: text(),
  raisedBefore: text(),
  resolvedFrom: text(),
  resolvedBefore: text(),
  endedFrom: text(),
  endedBefore: text(),
  openAt: text(),
  orderBy: oneOf(orders),
  view: text(),
};

export type ListValues = { [K in keyof typeof listFields]: ReturnType<(typeof listFields)[K]['read']> };

/** Deadlines are looked for until the end of the minute, so that the same view asks the same thing for a while. */
function within(hours: string): string {
  return new Date((Math.floor(serverNow() / 60_000) + 1 + Number(hours) * 60) * 60_000).toISOString();
}

export function filterOf(values: ListValues): TicketFilter {
  const many = <T>(chosen: T[]): T[] | undefined => (chosen.length > 0 ? chosen : undefined);
  return {
    states: many(values.states),
    kinds: many(values.kinds),
    priorities: many(values.priorities),
    systemId: values.systemId,
    vendorId: values.vendorId,
    agencyId: values.agencyId,
    agencyAlone: values.agencyAlone,
    open: values.open,
    breached: values.breached,
    assigned: values.assigned,
    routed: values.routed,
    assigneeId: values.assigneeId,
    raisedById: values.raisedById,
    teamId: values.teamId,
    contractId: values.contractId,
    exclusionId: values.exclusionId,
    dueBefore: values.due ? within(values.due) : values.dueBefore,
    raisedFrom: values.raisedFrom,
    raisedBefore: values.raisedBefore,
    resolvedFrom: values.resolvedFrom,
    resolvedBefore: values.resolvedBefore,
    endedFrom: values.endedFrom,
    endedBefore: values.endedBefore,
    openAt: values.openAt,
  };
}

export function orderOf(values: ListValues): TicketOrder {
  return values.orderBy ?? 'CREATED_DESC';
}

/** Whether anything at all was chosen. */
export function isFiltered(values: ListValues): boolean {
  return Object.values(values).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
}
