/** Civil dates belong to no zone; here they are reckoned with in UTC only to find weekdays and neighbours. */
const DAY = 86_400_000;

const at = (date: string) => Date.parse(`${date}T00:00:00Z`);

export function dayOffset(date: string, days: number): string {
  return new Date(at(date) + days * DAY).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (new Date(at(date)).getUTCDay() + 6) % 7;
}

export function monthStart(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}-01`;
}

export function daysOfMonth(year: number, month: number): string[] {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Array.from({ length: count }, (_, day) => dayOffset(monthStart(year, month), day));
}

/** The same day some months on, or the last day of a shorter month. */
export function monthOffset(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const days = daysOfMonth(first.getUTCFullYear(), first.getUTCMonth() + 1);
  return days[Math.min(day, days.length) - 1] ?? date;
}
