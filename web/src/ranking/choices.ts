import type { PeriodKind, RankingKind } from '../gql/schema.ts';

export const rankingKinds: readonly RankingKind[] = ['VENDORS', 'AGENCIES'];
/** The longest first: rankings are of years above all. */
export const rankingPeriods: readonly PeriodKind[] = ['YEAR', 'HALF_YEAR', 'QUARTER', 'MONTH'];
