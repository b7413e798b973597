import { useTranslation } from 'react-i18next';
import { useWord } from '../words/word.tsx';
import { useLanguage } from '../app/use-language.ts';
import { zoneName } from '../time/format.ts';
import type { ScheduleLineFragment } from './schedules.gql.ts';

/** `每月 3 日 08:00` */
export function ScheduleWhen({ of }: { of: ScheduleLineFragment }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const time = `${String(of.hour).padStart(2, '0')}:00`;
  const text =
    of.cadence === 'WEEKLY' && of.weekday
      ? t('schedules.weekly', { weekday: word('Weekday', of.weekday), time })
      : t('schedules.monthly', { day: of.dayOfMonth ?? 1, time });
  return <span title={zoneName(of.zone, language)}>{text}</span>;
}
