import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatDate } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import type { LookedDay } from './day-look.ts';
import { useHours } from './open-hours.tsx';

/** The chosen day: its hours, and which layer says so. */
export function DayDetails({ day, zone }: { day: LookedDay | undefined; zone: string }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const hours = useHours(zone);
  const word = useWord();
  if (!day) return null;
  const holding = day.named.at(-1);
  return (
    <div aria-live="polite">
      <h3 className="drawer-title">{formatDate(day.date, language)}</h3>
      <p>
        <strong>{t(`day.look.${day.look}`)}</strong>
        {t('colon')}
        <span className="figure">{hours(day.open)}</span>
      </p>
      {day.named.length === 0 ? (
        <p className="soft">{day.known ? t('day.byWeek') : t('day.unknownText')}</p>
      ) : (
        <ul className="plain-list">
          {day.named.map((one) => (
            <li key={one.layer}>
              {one.name}
              {t('colon')}
              {one.day.closed
                ? t('day.closed')
                : one.day.hours
                  ? one.day.hours.map((span) => span.replace('-', '–')).join(t('comma'))
                  : one.day.like
                    ? t('day.like', { weekday: word('Weekday', one.day.like) })
                    : t('day.open')}
              {day.named.length > 1 && one === holding && <span className="soft"> · {t('day.holds')}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
