import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { formatInstant, zoneName } from '../time/format.ts';
import { CivilDate } from '../time/instant.tsx';
import { serverNow } from '../time/server-clock.ts';
import { CalendarChanges } from './calendar-changes.tsx';
import { CalendarYearDocument } from './calendars.gql.ts';
import { ChangeHoursDialog } from './change-hours-dialog.tsx';
import { monthStart } from './civil-days.ts';
import { DayDetails } from './day-details.tsx';
import { type Calendar, type LookedDay, lookedDays, looks } from './day-look.ts';
import { WeeklyHours } from './weekly-hours.tsx';
import { YearGrid } from './year-grid.tsx';
import './promises.css';
import './calendar.css';

const fields = { year: text(), day: text(), layer: text() };
const EARLIEST = 2018;
const LATEST = 2100;

function todayIn(zone: string): string {
  return formatInstant(serverNow(), 'zh', 'day', zone);
}

export default function CalendarPage() {
  const { t } = useTranslation('promises');
  const { id = '' } = useParams();
  const { values, set } = useFilters(fields);
  const [changing, setChanging] = useState(false);
  const thisYear = Number(todayIn('Asia/Shanghai').slice(0, 4));
  const asked = Number(values.year ?? thisYear);
  const year = Number.isInteger(asked) && asked >= EARLIEST && asked <= LATEST ? asked : thisYear;
  const [query, again] = useQuery({
    query: CalendarYearDocument,
    variables: {
      id,
      january: monthStart(year, 1),
      march: monthStart(year, 3),
      may: monthStart(year, 5),
      july: monthStart(year, 7),
      september: monthStart(year, 9),
      november: monthStart(year, 11),
    },
  });
  const node = query.data?.node;
  const calendar = node?.__typename === 'ServiceCalendar' ? node : undefined;
  return (
    <Page
      title={calendar?.name ?? t('calendar.title')}
      mark={calendar && <span className="soft figure">{calendar.code}</span>}
      crumbs={[{ label: t('calendars.title'), to: '/calendars' }]}
      actions={
        calendar?.availableActions.includes('PREVIEW_CALENDAR_CHANGE') && (
          <>
            <Button onClick={() => setChanging(true)}>{t('weekly.change')}</Button>
            <Link to={`/calendars/${calendar.id}/change`}>
              <Button type="primary">{t('import.act')}</Button>
            </Link>
          </>
        )
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !calendar} emptyText={t('calendar.gone')}>
        {calendar && changing && <ChangeHoursDialog calendar={calendar} onClose={() => setChanging(false)} />}
        {calendar && (
          <Year
            calendar={calendar}
            year={year}
            chosen={values.day}
            layer={values.layer}
            onYear={(next) => set({ year: next === thisYear ? undefined : String(next), day: undefined })}
            onChoose={(day) => set({ day })}
            onLayer={(layer) => set({ layer })}
          />
        )}
      </QueryState>
    </Page>
  );
}

type YearProps = {
  calendar: Calendar;
  year: number;
  chosen: string | undefined;
  layer: string | undefined;
  onYear: (year: number) => void;
  onChoose: (date: string) => void;
  onLayer: (layer: string | undefined) => void;
};

function Year({ calendar, year, chosen, layer, onYear, onChoose, onLayer }: YearProps) {
  const { t } = useTranslation('promises');
  const may = useMay();
  const language = useLanguage();
  const days = useMemo(() => lookedDays(calendar, year), [calendar, year]);
  const today = todayIn(calendar.zone);
  const day = chosen && days.has(chosen) ? chosen : days.has(today) ? today : monthStart(year, 1);
  return (
    <>
      <TurnBar
        facts={[
          { key: 'owner', label: t('policy.owner'), value: calendar.owner ? <Name of={calendar.owner} /> : t('policy.platform') },
          {
            key: 'known',
            label: t('calendar.knownUntil'),
            value: calendar.knownUntil.startsWith('9999') ? t('calendar.forEver') : <CivilDate date={calendar.knownUntil} />,
          },
          { key: 'revision', label: t('calendar.revision'), value: <span className="figure">{calendar.revision}</span> },
          { key: 'zone', label: t('calendar.zone'), value: zoneName(calendar.zone, language) },
        ]}
      />
      <div className="calendar-columns">
        <Section
          title={t('calendar.yearOf', { year })}
          actions={
            <div className="version-picks">
              {calendar.layers.length > 0 && (
                <Select
                  aria-label={t('calendar.layer')}
                  placeholder={t('calendar.allLayers')}
                  allowClear
                  value={layer}
                  popupMatchSelectWidth={false}
                  options={calendar.layers.map((one) => ({ value: one.code, label: one.name }))}
                  onChange={onLayer}
                />
              )}
              <Button icon={<LeftOutlined />} aria-label={t('calendar.yearOf', { year: year - 1 })} disabled={year <= EARLIEST} onClick={() => onYear(year - 1)} />
              <Button icon={<RightOutlined />} aria-label={t('calendar.yearOf', { year: year + 1 })} disabled={year >= LATEST} onClick={() => onYear(year + 1)} />
            </div>
          }
        >
          <YearGrid year={year} days={days} zone={calendar.zone} chosen={day} today={today} layer={layer} onChoose={onChoose} />
          <Legend days={days} />
        </Section>
        <div className="calendar-side">
          <Section title={t('day.title')} className="chosen-day">
            <DayDetails day={days.get(day)} zone={calendar.zone} />
          </Section>
          <Layers calendar={calendar} />
          <Section title={t('weekly.title')}>
            <WeeklyHours versions={calendar.weeklyHours} />
          </Section>
        </div>
      </div>
      {may('calendar.manage') && <CalendarChanges calendarId={calendar.id} />}
    </>
  );
}

function Legend({ days }: { days: ReadonlyMap<string, LookedDay> }) {
  const { t } = useTranslation('promises');
  const all = [...days.values()];
  return (
    <ul className="year-legend" aria-label={t('day.legend')}>
      {looks.map((look) => {
        const count = all.filter((day) => day.look === look).length;
        if (count === 0) return null;
        return (
          <li key={look}>
            <span className={`day day-${look}`} aria-hidden>
              {t(`day.mark.${look}`)}
            </span>
            {t('day.counted', { look: t(`day.look.${look}`), count })}
          </li>
        );
      })}
    </ul>
  );
}

function Layers({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('promises');
  if (calendar.layers.length === 0) return null;
  return (
    <Section title={t('calendar.layers')}>
      <ol className="plain-list">
        {calendar.layers.map((layer) => (
          <li key={layer.code}>
            {layer.name} <span className="soft figure">{layer.code}</span>
            <div className="soft">
              {layer.knownUntil ? (
                <>
                  {t('calendar.answersUntil')} <CivilDate date={layer.knownUntil} />
                </>
              ) : (
                t('calendar.overlay')
              )}
              {layer.pending.length > 0 && ` · ${t('calendar.pending', { count: layer.pending.length })}`}
            </div>
          </li>
        ))}
      </ol>
      <p className="soft">{t('calendar.lastHolds')}</p>
    </Section>
  );
}
