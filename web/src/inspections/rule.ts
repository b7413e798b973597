/** The days of the week as rules (RFC 5545) name them. */
export const ruleDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
type RuleDay = (typeof ruleDays)[number];
export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof frequencies)[number];

/** The last one of a month: of its days, and of its Mondays. */
export const LAST = -1;

/** What the fields of a form can say; every other rule is written by hand. */
export type Rule = {
  frequency: Frequency;
  interval: number;
  /** WEEKLY: none, the day of the week on which it begins. */
  weekdays: readonly RuleDay[];
  /** YEARLY: none, the month in which it begins. */
  months: readonly number[];
  /** MONTHLY, YEARLY: none, the day of the month on which it begins. */
  dates: readonly number[];
  /** MONTHLY, YEARLY: the first Monday and the like, instead of dates. */
  nth: { nth: number; day: RuleDay } | null;
};

/** The parts of a rule by name. */
function partsOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split(';').map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']));
}

/** A rule as fields can show it; null where they would lose something of it. */
export function readRule(text: string): Rule | null {
  const parts = partsOf(text);
  const frequency = frequencies.find((one) => one === parts.get('FREQ'));
  const interval = Number(parts.get('INTERVAL') ?? '1');
  if (!frequency || !Number.isInteger(interval) || interval < 1) return null;
  const days = listOf(parts.get('BYDAY'));
  const rule: Rule = {
    frequency,
    interval,
    weekdays: ruleDays.filter((day) => days.includes(day)),
    months: listOf(parts.get('BYMONTH')).map(Number).filter(isMonth),
    dates: listOf(parts.get('BYMONTHDAY')).map(Number).filter(isDate),
    nth: nthOf(days[0] ?? ''),
  };
  return ordered(writeRule(rule)) === ordered(text) ? rule : null;
}

/** Rules that say the same are the same text by this. */
function ordered(text: string): string {
  const parts = [...partsOf(text)].filter(([name, value]) => name !== 'INTERVAL' || value !== '1');
  return parts
    .map(([name, value]) => `${name}=${listOf(value).sort().join(',')}`)
    .sort()
    .join(';');
}

export function writeRule({ frequency, interval, weekdays, months, dates, nth }: Rule): string {
  const monthly = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length > 0);
  return [
    `FREQ=${frequency}`,
    interval > 1 && `INTERVAL=${interval}`,
    frequency === 'YEARLY' && months.length > 0 && `BYMONTH=${[...months].sort((a, b) => a - b).join(',')}`,
    frequency === 'WEEKLY' && weekdays.length > 0 && `BYDAY=${ruleDays.filter((day) => weekdays.includes(day)).join(',')}`,
    monthly && nth && `BYDAY=${nth.nth}${nth.day}`,
    monthly && !nth && dates.length > 0 && `BYMONTHDAY=${[...dates].sort(lastLast).join(',')}`,
  ]
    .filter((part) => part !== false && part !== null)
    .join(';');
}

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(',').filter((part) => part !== '');
}

function nthOf(part: string): Rule['nth'] {
  const day = ruleDays.find((one) => part.endsWith(one));
  const nth = Number(part.slice(0, -2));
  return day && Number.isInteger(nth) && (nth === LAST || (nth >= 1 && nth <= 5)) ? { nth, day } : null;
}

function isMonth(month: number): boolean {
  return Number.isInteger(month) && month >= 1 && month <= 12;
}

function isDate(date: number): boolean {
  return date === LAST || (Number.isInteger(date) && date >= 1 && date <= 31);
}

function lastLast(a: number, b: number): number {
  return (a === LAST ? 32 : a) - (b === LAST ? 32 : b);
}
