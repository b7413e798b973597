import type { Metric, Priority, ProtectionRange, SiteClass, TicketKind } from '../gql/schema.ts';
import { metrics } from '../words/values.ts';

/** For which tickets a promise is made. */
export type Conditions = {
  ticketKind?: TicketKind | null;
  systemType?: string | null;
  siteClass?: SiteClass | null;
  guard: boolean;
  protection?: Pick<ProtectionRange, 'from' | 'to'> | null;
};


function conditionKey(of: Conditions): string {
  return [of.guard ? 'guard' : '', of.ticketKind ?? '', of.systemType ?? '', of.siteClass ?? '', of.protection ? `${of.protection.from}-${of.protection.to}` : ''].join('|');
}

/** Two versions promise the same thing when these agree, however long each gives it. */
export function targetKey(of: Conditions & { metric: Metric; priority: Priority }): string {
  return `${of.metric}|${of.priority}|${conditionKey(of)}`;
}

type TargetRow<T> = { key: string; metric: Metric; conditions: Conditions; cells: Partial<Record<Priority, T>> };

/** Metrics in their order; of each the ordinary promise first, then the ones for some tickets only. */
export function rowsOf<T extends Conditions & { metric: Metric; priority: Priority }>(targets: readonly T[]): TargetRow<T>[] {
  const rows = new Map<string, TargetRow<T>>();
  for (const target of targets) {
    const key = `${metrics.indexOf(target.metric)}|${conditionKey(target)}`;
    const row = rows.get(key) ?? { key, metric: target.metric, conditions: target, cells: {} };
    row.cells[target.priority] = target;
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => a.key.localeCompare(b.key));
}
