import { type Language, localeOf } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';

const units = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `39小时 28分钟 5秒`, exact and without days: a day of service hours is no day of the clock. */
export function openTime(seconds: number, language: Language): string {
  let left = Math.abs(seconds);
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    const words = new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: language === 'zh' ? 'long' : 'short' });
    if (count > 0 || (unit === 'second' && parts.length === 0)) parts.push(words.format(count));
  }
  return (seconds < 0 ? '−' : '') + parts.join(' ');
}

export function OpenTime({ seconds }: { seconds: number }) {
  return <span className="figure">{openTime(seconds, useLanguage())}</span>;
}
