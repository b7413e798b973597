import type { CalendarYearQuery, DayFragment } from './calendars.gql.ts';
import { weekdayOf } from './civil-days.ts';

export type Calendar = Extract<CalendarYearQuery['node'], { __typename: 'ServiceCalendar' }>;
type Named = Calendar['layers'][number]['days'][number];

/** What a day is, for a person who reads the year. */
type DayLook = 'working' | 'weekend' | 'holiday' | 'makeUp' | 'special' | 'half' | 'pending' | 'unknown';

export type LookedDay = {
  date: string;
  look: DayLook;
  open: DayFragment['open'];
  known: boolean;
  /** The layers that name the day; the last one holds. */
  named: readonly { layer: string; name: string; day: Named }[];
};

const WEEKEND = 5;

function openTime(day: DayFragment): number {
  return day.open.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
}

function lookOf(day: DayFragment, named: Named | undefined, isPending: boolean, fullDay: number): DayLook {
  if (isPending) return 'pending';
  if (!day.known) return 'unknown';
  if (named?.closed) return 'holiday';
  if (named && !named.hours) return weekdayOf(day.date) >= WEEKEND ? 'makeUp' : 'working';
  if (day.open.length === 0) return 'weekend';
  if (openTime(day) * 3 <= fullDay * 2) return 'half';
  return named ? 'special' : 'working';
}

export function lookedDays(calendar: Calendar, year: number): Map<string, LookedDay> {
  const days = [
    ...calendar.januaryDays,
    ...calendar.marchDays,
    ...calendar.mayDays,
    ...calendar.julyDays,
    ...calendar.septemberDays,
    ...calendar.novemberDays,
  ].filter(({ date }) => date.startsWith(`${year}-`));
  const fullDay = Math.max(0, ...days.map(openTime));
  const pending = new Set(calendar.layers.flatMap((layer) => layer.pending));
  const named = new Map<string, LookedDay['named'][number][]>();
  for (const layer of calendar.layers) {
    for (const day of layer.days) named.set(day.date, [...(named.get(day.date) ?? []), { layer: layer.code, name: layer.name, day }]);
  }
  return new Map(
    days.map((day) => {
      const by = named.get(day.date) ?? [];
      return [day.date, { date: day.date, look: lookOf(day, by.at(-1)?.day, pending.has(day.date), fullDay), open: day.open, known: day.known, named: by }];
    }),
  );
}

export const looks: readonly DayLook[] = ['working', 'weekend', 'holiday', 'makeUp', 'half', 'special', 'pending', 'unknown'];
