import type { AgencyRowFragment } from './agencies.gql.ts';

export type AgencyNode = AgencyRowFragment & { children?: AgencyNode[] };

/** Agencies under the one above them, by their division; one whose superior is not to be seen stands at the top. */
export function treeOf(rows: readonly AgencyRowFragment[]): AgencyNode[] {
  const known = new Set(rows.map((row) => row.id));
  const below = new Map<string | null, AgencyRowFragment[]>();
  for (const row of rows) {
    const above = row.parent && known.has(row.parent.id) ? row.parent.id : null;
    below.set(above, [...(below.get(above) ?? []), row]);
  }
  const nodesBelow = (above: string | null): AgencyNode[] =>
    (below.get(above) ?? [])
      .sort((a, b) => a.regionCode.localeCompare(b.regionCode) || a.shortCode.localeCompare(b.shortCode))
      .map((row) => {
        const children = nodesBelow(row.id);
        return children.length > 0 ? { ...row, children } : { ...row };
      });
  return nodesBelow(null);
}
