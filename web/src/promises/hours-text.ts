import type { Dayjs } from 'dayjs';
import type { WeeklyHoursInput } from '../gql/schema.ts';
import { civilOf } from '../time/wall.ts';

export const dayFields = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type DayField = (typeof dayFields)[number];

/** Hours of an ordinary week as somebody writes them: a day without any is closed. */
export type WrittenWeek = Partial<Record<DayField, string>>;

/** `8:00 – 12:00，15:00-18:00` → `08:00-12:00`, `15:00-18:00`; what is no such thing goes along as it is and is refused. */
export function hoursOf(text: string | undefined): string[] {
  return (text ?? '')
    .replaceAll('：', ':')
    .replace(/\s*[-–—~～至]\s*/g, '-')
    .split(/[,，、;；\s]+/)
    .filter(Boolean)
    .map((span) => span.replace(/(^|-)(\d):/g, '$10$2:'));
}

export function weekOf(week: WrittenWeek, effectiveFrom: Dayjs): WeeklyHoursInput {
  return {
    effectiveFrom: civilOf(effectiveFrom),
    monday: hoursOf(week.monday),
    tuesday: hoursOf(week.tuesday),
    wednesday: hoursOf(week.wednesday),
    thursday: hoursOf(week.thursday),
    friday: hoursOf(week.friday),
    saturday: hoursOf(week.saturday),
    sunday: hoursOf(week.sunday),
  };
}

export function writtenWeek(hours: Readonly<Record<DayField, readonly string[]>>): WrittenWeek {
  return Object.fromEntries(dayFields.map((day): [DayField, string] => [day, hours[day].join(', ')]));
}

/** The same on each of these days, nothing on the others. */
export function sameOn(days: readonly DayField[], hours: string): WrittenWeek {
  return Object.fromEntries(dayFields.map((day): [DayField, string] => [day, days.includes(day) ? hours : '']));
}
