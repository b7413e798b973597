import dayjs, { type Dayjs } from 'dayjs';
import { instantOf, wallOf } from '../time/wall.ts';

type Span = { from: string; until: string };

/** The Monday of the week in which a civil date lies; of today's without one. */
export function mondayOf(date: string | undefined, now: number): Dayjs {
  const day = (date ? dayjs(date) : wallOf(new Date(now).toISOString())).startOf('day');
  return day.subtract((day.day() + 6) % 7, 'day');
}

export type Day = { date: string; from: number; until: number };

/** Its seven days, by the service's clocks. */
export function daysOf(monday: Dayjs): readonly Day[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = monday.add(index, 'day');
    return { date: day.format('YYYY-MM-DD'), from: Date.parse(instantOf(day)), until: Date.parse(instantOf(day.add(1, 'day'))) };
  });
}

/** Where a span lies within a day, in shares of it; null when it does not touch it. */
export function placeIn(day: Day, span: Span): { start: number; length: number } | null {
  const from = Math.max(Date.parse(span.from), day.from);
  const until = Math.min(Date.parse(span.until), day.until);
  if (from >= until) return null;
  const whole = day.until - day.from;
  return { start: (from - day.from) / whole, length: (until - from) / whole };
}
