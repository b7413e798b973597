import type { PauseParty, SegmentKind } from '../gql/schema.ts';

export type Look = 'running' | 'late' | 'paused' | 'closed' | 'gap' | 'relieved' | 'handover';

const looks: Record<SegmentKind, Look> = {
  RUNNING: 'running',
  PAUSED: 'paused',
  CLOSED: 'closed',
  GAP: 'gap',
  RELIEVED: 'relieved',
  HAND_OVER: 'handover',
};

export function lookOf(kind: SegmentKind, late: boolean): Look {
  return late ? 'late' : looks[kind];
}

/** What fills a bar of that look: a colour of the stylesheet, or a pattern of this drawing. */
export function fillOf(look: Look, id: string): string {
  switch (look) {
    case 'running':
      return 'var(--tl-running)';
    case 'gap':
      return 'transparent';
    default:
      return `url(#${id}-${look})`;
  }
}

/** The line below a bar tells who answers for it: each by another stroke. */
export const partyDash: Record<PauseParty, string | undefined> = {
  VENDOR: undefined,
  AGENCY: '10 4',
  THIRD_PARTY: '2 3',
  NOBODY: '1 7',
};
