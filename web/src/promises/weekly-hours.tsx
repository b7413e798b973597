import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { CivilDate } from '../time/instant.tsx';
import { useWord } from '../words/word.tsx';
import type { CalendarHeadFragment } from './calendars.gql.ts';

const weekdays = [
  ['MONDAY', 'monday'],
  ['TUESDAY', 'tuesday'],
  ['WEDNESDAY', 'wednesday'],
  ['THURSDAY', 'thursday'],
  ['FRIDAY', 'friday'],
  ['SATURDAY', 'saturday'],
  ['SUNDAY', 'sunday'],
] as const;

/** When work is done in an ordinary week, the newest first. */
export function WeeklyHours({ versions }: { versions: CalendarHeadFragment['weeklyHours'] }) {
  const { t } = useTranslation('promises');
  const word = useWord();
  return (
    <>
      {[...versions].reverse().map((version) => (
        <div key={version.effectiveFrom}>
          <p className="soft">
            {t('weekly.from')} <CivilDate date={version.effectiveFrom} />
          </p>
          <dl className="fact-list weekly">
            {weekdays.map(([day, field]) => (
              <div key={day}>
                <dt>{word('Weekday', day)}</dt>
                <dd className="figure">
                  {version[field].length === 0 && <span className="soft">{t('day.closed')}</span>}
                  {version[field].map((span, at) => (
                    <Fragment key={span}>
                      {at > 0 && t('comma')}
                      <span className="weekly-span">{span.replace('-', '–')}</span>
                    </Fragment>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}
