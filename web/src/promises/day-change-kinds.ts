import type { DayChangeKind } from '../gql/schema.ts';

export const dayChangeKinds: readonly DayChangeKind[] = ['GAINED', 'LOST', 'SHIFTED', 'DOUBTED', 'CONFIRMED'];
