import type { SegmentKind } from '../gql/schema.ts';

/** Whether the hour that goes on now is outside the service hours: the API's last segment of a clock that runs ends now. */
export function isClosedNow(segments: readonly { kind: SegmentKind }[] | undefined): boolean {
  return segments?.at(-1)?.kind === 'CLOSED';
}
