import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import { LAST, readRule } from './rule.ts';

/** 5 月, May. */
export function useMonthName(): (month: number) => string {
  const language = useLanguage();
  return useCallback(
    (month) => new Intl.DateTimeFormat(localeOf(language), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 1)),
    [language],
  );
}

/** The usual rules (RFC 5545) in words; what is not usual stands as it is written. */
export function useRecurrence(): (text: string) => string {
  const { t } = useTranslation('inspections');
  const monthName = useMonthName();
  return useCallback(
    (text) => {
      const rule = readRule(text);
      if (!rule) return text;
      const { frequency, interval, weekdays, months, dates, nth } = rule;
      const often = interval === 1 ? t(`recurs.${frequency}`) : t(`recurs.EVERY_${frequency}`, { count: interval });
      const inMonths = months.length > 0 ? [months.map(monthName).join(t('listed'))] : [];
      const days = weekdays.map((day) => t(`recurs.${day}`));
      const dated = dates.map((date) => (date === LAST ? t('recurs.monthEnd') : t('recurs.date', { date })));
      const counted = nth ? [nth.nth === LAST ? t('recurs.last', { day: t(`recurs.${nth.day}`) }) : t('recurs.nth', { nth: nth.nth, day: t(`recurs.${nth.day}`) })] : [];
      return [often, ...inMonths, ...days, ...counted, ...dated].join(' ');
    },
    [t, monthName],
  );
}
