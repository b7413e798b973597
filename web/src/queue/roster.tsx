import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { localeOf } from '../app/language.ts';
import { SERVICE_ZONE } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import type { DutyRosterQuery } from './duty.gql.ts';
import { type Day, placeIn } from './week.ts';

type Roster = DutyRosterQuery['dutyRoster'];
export type Turn = Roster['turns'][number];

type Props = { days: readonly Day[]; roster: Roster; now: number; onTurn?: ((turn: Turn) => void) | undefined };

const percent = (share: number) => `${share * 100}%`;

/** A week, a row a day: who is called first above, the backup below, hatched where nobody is. */
export function Roster({ days, roster, now, onTurn }: Props) {
  const { t } = useTranslation('queue');
  const language = useLanguage();
  const word = useWord();
  const dayName = new Intl.DateTimeFormat(localeOf(language), { month: 'numeric', day: 'numeric', weekday: 'short', timeZone: SERVICE_ZONE });
  const hour = new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: SERVICE_ZONE });
  const moment = new Intl.DateTimeFormat(localeOf(language), { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: SERVICE_ZONE });
  const span = (from: string, until: string) => `${moment.format(Date.parse(from))} – ${moment.format(Date.parse(until))}`;
  return (
    <div className="roster">
      <div className="roster-hours" aria-hidden="true">
        {[0, 6, 12, 18, 24].map((at) => (
          <span key={at} style={{ insetInlineStart: percent(at / 24) }}>
            {at}:00
          </span>
        ))}
      </div>
      {days.map((day) => {
        const isToday = now >= day.from && now < day.until;
        return (
          <section key={day.date} className={isToday ? 'roster-day roster-today' : 'roster-day'} aria-label={dayName.format(day.from)}>
            <strong className="roster-name" aria-hidden="true">
              {dayName.format(day.from)}
            </strong>
            <ul className="roster-track">
              {roster.turns.map((turn) => {
                const place = placeIn(day, turn);
                if (!place) return null;
                const whole = t('duty.turn', { name: turn.engineer.name, role: word('DutyRole', turn.role), span: span(turn.from, turn.until) });
                const starts = Math.max(Date.parse(turn.from), day.from);
                const words = (
                  <>
                    <strong>{turn.engineer.name}</strong> <small>{hour.format(starts)}</small>
                    <span className="roster-whole">{whole}</span>
                  </>
                );
                return (
                  <li key={`${turn.shiftId} ${turn.from}`} className={`roster-turn roster-${turn.role}`} style={{ insetInlineStart: percent(place.start), width: percent(place.length) }}>
                    {onTurn ? (
                      <button type="button" title={whole} onClick={() => onTurn(turn)}>
                        {words}
                      </button>
                    ) : (
                      <span title={whole}>{words}</span>
                    )}
                  </li>
                );
              })}
              {roster.gaps.map((gap) => {
                const place = placeIn(day, gap);
                if (!place) return null;
                return (
                  <li key={gap.from} className="roster-gap" title={t('duty.gapSpan', { span: span(gap.from, gap.until) })} style={{ insetInlineStart: percent(place.start), width: percent(place.length) }}>
                    <span>{t('duty.gap')}</span>
                  </li>
                );
              })}
              {isToday && <li aria-hidden="true" className="roster-now" style={{ insetInlineStart: percent((now - day.from) / (day.until - day.from)) }} />}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
