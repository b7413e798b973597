import type { Priority, SiteClass, TicketKind } from '../gql/schema.ts';

/** What the simulator's address holds. */
export type SimulatorValues = {
  systemId: string | undefined;
  versionId: string | undefined;
  kind: TicketKind | undefined;
  priority: Priority | undefined;
  siteClass: SiteClass | undefined;
  raisedAt: string | undefined;
} & Record<Moment | 'pausedFrom' | 'pausedTo', string | undefined>;

type Moment = 'acknowledgedAt' | 'arrivedAt' | 'restoredAt' | 'resolvedAt';

export const moments: readonly Moment[] = ['acknowledgedAt', 'arrivedAt', 'restoredAt', 'resolvedAt'];
