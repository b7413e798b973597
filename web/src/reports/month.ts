import { type Language, localeOf } from '../app/language.ts';
import type { Field } from '../list/filters.ts';
import { SERVICE_ZONE } from '../time/format.ts';

/** A month as the API counts them: `202611`. */
export type Month = number;

export function toMonth(year: number, month: number): Month {
  const whole = year * 12 + month - 1;
  return Math.floor(whole / 12) * 100 + (whole % 12) + 1;
}

export function currentMonth(): Month {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: SERVICE_ZONE, year: 'numeric', month: 'numeric' }).formatToParts(new Date());
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return toMonth(part('year'), part('month'));
}

export function yearOf(month: Month): number {
  return Math.floor(month / 100);
}

export function addMonths(month: Month, count: number): Month {
  return toMonth(yearOf(month), (month % 100) + count);
}

/** `2026-11` */
export function isoMonth(month: Month): string {
  return `${yearOf(month)}-${String(month % 100).padStart(2, '0')}`;
}

/** Windows of instants keep their months in the service's zone, which has no summer time. */
export function startOfMonth(month: Month): string {
  return `${isoMonth(month)}-01T00:00:00+08:00`;
}

export function formatMonth(month: Month, language: Language): string {
  const shape: Intl.DateTimeFormatOptions = { year: 'numeric', month: language === 'zh' ? 'long' : 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(localeOf(language), shape).format(new Date(`${isoMonth(month)}-01T00:00:00Z`));
}

/** A month in the query string. */
export function monthField(): Field<Month | undefined> {
  return {
    read: ([first]) => (first && /^20\d\d(0[1-9]|1[0-2])$/.test(first) ? Number(first) : undefined),
    write: (value) => (value ? [String(value)] : []),
  };
}
