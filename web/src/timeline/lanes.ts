import type { EventType, SegmentKind, TicketEvent } from '../gql/schema.ts';
import type { Stretch } from './scale.ts';
import type { TimelineClockFragment, TicketTimelineQuery } from './timeline.gql.ts';

export type Clock = TimelineClockFragment;
export type TimelineTicket = NonNullable<TicketTimelineQuery['ticket']>;
export type Happening = TimelineTicket['events'][number];
type Segment = NonNullable<Clock['explanation']>['segments'][number];

/** A metric in a cycle; progress reports of a cycle follow each other in one. */
export type Lane = { key: string; metric: Clock['metric']; cycle: number; clocks: readonly Clock[]; /** The one that its heading is about. */ head: Clock };

export function ms(at: string): number {
  return Date.parse(at);
}

/** Lanes in the order of their beginning; clocks that promise nothing, and reports that are still to come, have none. */
export function lanesOf(clocks: readonly Clock[], now: number): readonly Lane[] {
  const lanes = new Map<string, Clock[]>();
  for (const clock of clocks) {
    if (clock.state === 'NO_PROMISE' || (clock.metric === 'UPDATE' && clock.seq > 1 && ms(clock.startedAt) > now)) continue;
    const key = `${clock.metric} ${clock.cycle}`;
    lanes.set(key, [...(lanes.get(key) ?? []), clock]);
  }
  return [...lanes].flatMap(([key, members]) => {
    const head = members.at(-1);
    return head ? [{ key, metric: head.metric, cycle: head.cycle, clocks: members, head }] : [];
  });
}

/** Which part of a bar: what the API says it was, and whether the deadline had passed by then. */
export type Bar = { key: string; clock: Clock; segment: Segment; from: number; to: number; late: boolean };

/** Bars of a lane; a running one is cut where the deadline passed, because what comes after looks different. */
export function barsOf(lane: Lane): readonly Bar[] {
  return lane.clocks.flatMap((clock) =>
    (clock.explanation?.segments ?? []).flatMap((segment, index) => {
      const [from, to] = [ms(segment.from), ms(segment.to)];
      const key = `${clock.id} ${index}`;
      const due = clock.breachedAt ? ms(clock.breachedAt) : null;
      const counts = segment.kind === 'RUNNING' || segment.kind === 'HAND_OVER';
      if (due === null || !counts || due >= to) return [{ key, clock, segment, from, to, late: false }];
      if (due <= from) return [{ key, clock, segment, from, to, late: true }];
      return [
        { key, clock, segment, from, to: due, late: false },
        { key: `${key} late`, clock, segment, from: due, to, late: true },
      ];
    }),
  );
}

const busyKinds: ReadonlySet<SegmentKind> = new Set<SegmentKind>(['RUNNING', 'HAND_OVER']);

/** When some clock ran. */
export function busyOf(lanes: readonly Lane[]): readonly Stretch[] {
  return lanes.flatMap((lane) =>
    lane.clocks.flatMap((clock) =>
      (clock.explanation?.segments ?? []).filter((one) => busyKinds.has(one.kind)).map((one) => ({ from: ms(one.from), to: ms(one.to) })),
    ),
  );
}

/** What clocks stand, stop or move by, and what says how the ticket fared; comments, files and the like are told elsewhere. */
const drawn: Partial<Record<EventType, EventShape>> = {
  RAISED: 'step',
  ASSIGNED: 'step',
  ACKNOWLEDGED: 'step',
  ARRIVED: 'step',
  RESTORED: 'step',
  RESOLVED: 'step',
  CONFIRMED: 'step',
  PROGRESS_REPORTED: 'step',
  HELD: 'pause',
  RESUMED: 'pause',
  PAUSE_ACCEPTED: 'pause',
  PAUSE_REJECTED: 'pause',
  EXCLUSION_APPLIED: 'pause',
  EXCLUSION_SHORTENED: 'pause',
  PRIORITY_CHANGED: 'turn',
  PRIORITY_ROSE: 'turn',
  SOLUTION_REJECTED: 'turn',
  REOPENED: 'turn',
  CANCELLED: 'turn',
  CORRECTED: 'turn',
  EXCLUDED: 'turn',
  DISPUTE_DECIDED: 'turn',
  HANDED_OVER: 'turn',
  DECLARED_MAJOR: 'turn',
};

/** Work going on, waiting, or something that changes the reckoning. */
export type EventShape = 'step' | 'pause' | 'turn';

export function shapeOf(type: TicketEvent['type']): EventShape | undefined {
  return drawn[type];
}

export function eventAt(event: Happening): number {
  return ms(event.correctedAt ?? event.occurredAt);
}

export function drawnEvents(events: readonly Happening[]): readonly Happening[] {
  return events.filter((event) => shapeOf(event.type)).sort((a, b) => eventAt(a) - eventAt(b) || a.seq - b.seq);
}

/** Events that would stand on top of each other are one mark. */
export type Mark = { x: number; events: readonly Happening[] };

export function marksOf(events: readonly Happening[], x: (at: number) => number, apart: number): readonly Mark[] {
  const marks: { x: number; events: Happening[] }[] = [];
  for (const event of events) {
    const place = x(eventAt(event));
    const last = marks.at(-1);
    if (last && place - last.x < apart) last.events.push(event);
    else marks.push({ x: place, events: [event] });
  }
  return marks;
}

/** Every instant of the drawing that means something. */
export function knotsOf(lanes: readonly Lane[], events: readonly Happening[], now: number | null): readonly number[] {
  const knots = events.map(eventAt);
  for (const lane of lanes) {
    for (const clock of lane.clocks) {
      knots.push(ms(clock.startedAt));
      if (clock.dueAt) knots.push(ms(clock.dueAt));
      if (clock.stoppedAt) knots.push(ms(clock.stoppedAt));
      for (const segment of clock.explanation?.segments ?? []) knots.push(ms(segment.from), ms(segment.to));
    }
  }
  if (now !== null) knots.push(now);
  return knots;
}
