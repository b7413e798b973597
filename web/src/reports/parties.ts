import type { Palette } from '../chart/palette.ts';
import type { PauseParty } from '../gql/schema.ts';

/** Who may answer for time, in the order in which they are shown. */
export const parties = ['VENDOR', 'AGENCY', 'THIRD_PARTY', 'NOBODY'] as const satisfies readonly PauseParty[];

export function partyColours(palette: Palette): Record<PauseParty, string> {
  return {
    VENDOR: palette.series[0] ?? palette.text,
    AGENCY: palette.series[1] ?? palette.text,
    THIRD_PARTY: palette.series[3] ?? palette.text,
    NOBODY: palette.series[6] ?? palette.text,
  };
}
