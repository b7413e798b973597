/** The tables that can be read in, with the permission of each. */
export const tables = ['agencies', 'systems', 'contracts'] as const;
export type Table = (typeof tables)[number];

export const permissions: Record<Table, string> = {
  agencies: 'agency.manage',
  systems: 'system.manage',
  contracts: 'contract.manage',
};

/** The columns of each, those that are needed first of all; headings stand among the words, as the API knows them in both languages. */
export const columns = {
  agencies: ['shortCode', 'name', 'nameEn', 'region', 'parent', 'supervisor'],
  systems: ['agency', 'code', 'name', 'nameEn', 'type', 'level', 'filing', 'site'],
  contracts: ['number', 'buyer', 'name', 'vendor', 'startsOn', 'endsOn', 'amount', 'policy', 'scheme', 'systems', 'zone', 'noticeDays', 'renewalDays'],
} as const satisfies Record<Table, readonly string[]>;

const optional: ReadonlySet<string> = new Set(['nameEn', 'parent', 'supervisor', 'filing', 'scheme', 'zone', 'noticeDays', 'renewalDays']);

export function isNeeded(column: string): boolean {
  return !optional.has(column);
}
