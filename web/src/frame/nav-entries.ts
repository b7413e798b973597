import type { NavEntry } from '../app/feature.ts';
import { features } from '../app/features.ts';
import { useMay } from '../session/viewer.tsx';

/** What the viewer's permissions open. */
export function useNavEntries(): readonly NavEntry[] {
  const may = useMay();
  return features.flatMap((feature) => feature.nav ?? []).filter((entry) => entry.needs.length === 0 || entry.needs.some(may));
}
