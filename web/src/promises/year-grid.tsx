import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { localeOf } from '../app/language.ts';
import { dayOffset, daysOfMonth, monthOffset, monthStart, weekdayOf } from './civil-days.ts';
import type { LookedDay } from './day-look.ts';
import { useHours } from './open-hours.tsx';

type Props = { year: number; days: ReadonlyMap<string, LookedDay>; zone: string; chosen: string; today: string; layer: string | undefined; onChoose: (date: string) => void };

const steps: Readonly<Record<string, (date: string) => string>> = {
  ArrowLeft: (date) => dayOffset(date, -1),
  ArrowRight: (date) => dayOffset(date, 1),
  ArrowUp: (date) => dayOffset(date, -7),
  ArrowDown: (date) => dayOffset(date, 7),
  PageUp: (date) => monthOffset(date, -1),
  PageDown: (date) => monthOffset(date, 1),
  Home: (date) => dayOffset(date, -weekdayOf(date)),
  End: (date) => dayOffset(date, 6 - weekdayOf(date)),
};

/** Twelve months. Arrows walk through the days, Page Up and Page Down through the months. */
export function YearGrid({ year, chosen, onChoose, ...rest }: Props) {
  const { t } = useTranslation('promises');
  const place = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const next = steps[event.key]?.(chosen);
    if (!next?.startsWith(`${year}-`)) return;
    event.preventDefault();
    onChoose(next);
    place.current?.querySelector<HTMLButtonElement>(`[data-date="${next}"]`)?.focus();
  }
  return (
    // Keys bubble from the days; the group itself is not a control.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={place} className="year" onKeyDown={onKeyDown} aria-label={t('calendar.yearOf', { year })} role="group">
      {Array.from({ length: 12 }, (_, month) => (
        <Month key={month} year={year} month={month + 1} chosen={chosen} onChoose={onChoose} {...rest} />
      ))}
    </div>
  );
}

function Month({ year, month, days, zone, chosen, today, layer, onChoose }: Props & { month: number }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const hours = useHours(zone);
  const dates = daysOfMonth(year, month);
  const lead = weekdayOf(monthStart(year, month));
  const weeks: (string | null)[][] = [];
  const cells: (string | null)[] = [...Array.from({ length: lead }, () => null), ...dates];
  while (cells.length > 0) weeks.push(cells.splice(0, 7));
  const monday = '2024-01-01';
  const weekdays = Array.from({ length: 7 }, (_, at) => new Date(`${dayOffset(monday, at)}T00:00:00Z`));
  const format = (width: 'narrow' | 'long') => new Intl.DateTimeFormat(localeOf(language), { weekday: width, timeZone: 'UTC' });
  const name = new Intl.DateTimeFormat(localeOf(language), { month: 'long', timeZone: 'UTC' }).format(new Date(`${monthStart(year, month)}T00:00:00Z`));
  return (
    <table className="month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day.toISOString()} scope="col" abbr={format('long').format(day)}>
              {format('narrow').format(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, at) => (
          <tr key={at}>
            {Array.from({ length: 7 }, (_, place) => {
              const date = week[place];
              const day = date ? days.get(date) : undefined;
              if (!date || !day) return <td key={place}>{date && <span className="soft">{Number(date.slice(8))}</span>}</td>;
              const dimmed = layer !== undefined && !day.named.some((one) => one.layer === layer);
              return (
                <td key={place}>
                  <button
                    type="button"
                    data-date={date}
                    tabIndex={date === chosen ? 0 : -1}
                    aria-pressed={date === chosen}
                    aria-current={date === today ? 'date' : undefined}
                    data-mark={t(`day.mark.${day.look}`) || undefined}
                    className={`day day-${day.look}${day.open.length === 0 ? ' day-closed' : ''}${dimmed ? ' day-dimmed' : ''}`}
                    onClick={() => onChoose(date)}
                  >
                    {Number(date.slice(8))}
                    <span className="unseen">
                      {format('long').format(new Date(`${date}T00:00:00Z`))} {t(`day.look.${day.look}`)} {hours(day.open)}
                    </span>
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
