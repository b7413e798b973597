import type { ListValues } from './list-filters.ts';
import type { ViewOfTicketsFragment } from './views.gql.ts';

/** The filters of the page as a saved view has them; what it does not name is cleared. */
export function valuesOfView({ id, orderBy, filter }: ViewOfTicketsFragment): ListValues {
  const given = <T>(value: T | null): T | undefined => value ?? undefined;
  return {
    view: id,
    orderBy: orderBy === 'CREATED_DESC' ? undefined : orderBy,
    states: filter.states,
    kinds: filter.kinds,
    priorities: filter.priorities,
    systemId: filter.system?.id,
    vendorId: filter.vendor?.id,
    agencyId: filter.agency?.id,
    agencyAlone: filter.agencyAlone ? true : undefined,
    open: given(filter.open),
    breached: given(filter.breached),
    assigned: given(filter.assigned),
    routed: given(filter.routed),
    assigneeId: filter.assignee?.id,
    raisedById: filter.raisedBy?.id,
    teamId: filter.team?.id,
    contractId: filter.contract?.id,
    exclusionId: given(filter.exclusionId),
    due: undefined,
    dueBefore: given(filter.dueBefore),
    raisedFrom: given(filter.raised.from),
    raisedBefore: given(filter.raised.before),
    resolvedFrom: given(filter.resolved.from),
    resolvedBefore: given(filter.resolved.before),
    endedFrom: given(filter.ended.from),
    endedBefore: given(filter.ended.before),
    openAt: given(filter.openAt),
  };
}
