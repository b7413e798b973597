import { type Language, localeOf } from '../app/language.ts';

/** Deadlines, calendars and civil dates of the platform are of this zone. */
export const SERVICE_ZONE = 'Asia/Shanghai';

export type Precision = 'day' | 'minute' | 'second';

const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: '2-digit', day: '2-digit' };
const shapes: Record<Precision, Intl.DateTimeFormatOptions> = {
  day,
  minute: { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { ...day, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
};

const made = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, precision: Precision, zone: string): Intl.DateTimeFormat {
  const key = `${language} ${precision} ${zone}`;
  let known = made.get(key);
  if (!known) {
    const month = language === 'en' ? { month: 'short' as const, day: 'numeric' as const } : {};
    known = new Intl.DateTimeFormat(localeOf(language), { ...shapes[precision], ...month, timeZone: zone });
    made.set(key, known);
  }
  return known;
}

export function formatInstant(at: string | number, language: Language, precision: Precision = 'minute', zone = SERVICE_ZONE): string {
  const text = format(language, precision, zone).format(new Date(at));
  return language === 'zh' ? text.replaceAll('/', '-') : text;
}

/** A civil date, `2026-11-30`, belongs to no zone. */
export function formatDate(date: string, language: Language): string {
  return formatInstant(`${date}T00:00:00Z`, language, 'day', 'UTC');
}

export function zoneName(zone: string, language: Language): string {
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(new Date())
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC');
  if (zone === SERVICE_ZONE) return language === 'zh' ? `北京时间（${offset ?? ''}）` : `Beijing time (${offset ?? ''})`;
  return `${zone} (${offset ?? ''})`;
}

export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `3小时20分钟` / `3 hrs 20 mins`: the two largest units, rounded towards zero. */
export function formatDuration(seconds: number, language: Language): string {
  let left = Math.abs(Math.trunc(seconds));
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(formatUnit(count, unit, language));
    if (parts.length === 2 || (parts.length === 1 && left === 0)) break;
  }
  if (parts.length === 0) parts.push(formatUnit(0, 'second', language));
  return (seconds < 0 ? '−' : '') + parts.join(language === 'zh' ? '' : ' ');
}

function formatUnit(count: number, unit: (typeof units)[number][0], language: Language): string {
  const words = new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: language === 'zh' ? 'long' : 'short' });
  return words.format(count).replace('秒钟', '秒');
}

/** `26:03:09`, hours first, for what ticks. */
export function formatTicking(seconds: number): string {
  const whole = Math.abs(Math.trunc(seconds));
  const two = (count: number) => String(count).padStart(2, '0');
  return `${Math.floor(whole / 3_600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** `3 分钟前` / `in 2 days`, in the unit that fits. */
export function formatRelative(at: string, now: number, language: Language): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  // The minute is all that callers draw anew for: anything within it is now.
  const [unit, size] = units.find(([, length]) => length >= 60 && Math.abs(seconds) >= length) ?? (['second', Infinity] as const);
  return relativeFormat(language).format(Math.trunc(seconds / size), unit);
}

const relative = new Map<Language, Intl.RelativeTimeFormat>();

/** Making one costs more than a row of a list. */
function relativeFormat(language: Language): Intl.RelativeTimeFormat {
  let known = relative.get(language);
  if (!known) {
    known = new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' });
    relative.set(language, known);
  }
  return known;
}
