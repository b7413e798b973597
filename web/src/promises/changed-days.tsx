import { Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { localeOf } from '../app/language.ts';
import type { DayChangeKind } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { CivilDate } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import type { Change } from './calendar-change-page.tsx';
import { dayChangeKinds } from './day-change-kinds.ts';
import { useHours } from './open-hours.tsx';

type Day = NonNullable<Change['preview']>['days'][number];

const SHOWN = 20;
/** As many as the API gives at once. */
const MOST = 100;

type Props = { days: readonly Day[]; zone: string; kind: DayChangeKind | undefined; onKind: (kind: DayChangeKind | undefined) => void };

/** Each day with its hours before and after. */
export function ChangedDays({ days: shown, zone, kind, onKind }: Props) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const hours = useHours(zone);
  const options = useWordOptions();
  const weekday = (date: string) => new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
  return (
    <Section
      title={t('change.days')}
      actions={
        <Select
          allowClear
          className="pick"
          aria-label={t('change.kind')}
          placeholder={t('change.allKinds')}
          value={kind}
          options={options('DayChangeKind', dayChangeKinds)}
          onChange={onKind}
        />
      }
    >
      {shown.length === MOST && <p className="soft">{t('change.firstDays', { count: MOST })}</p>}
      {shown.length === 0 ? (
        <p className="soft">{t('change.noDays')}</p>
      ) : (
        <Table<Day>
          aria-label={t('change.days')}
          size="small"
          rowKey="date"
          dataSource={shown}
          pagination={shown.length > SHOWN ? { pageSize: SHOWN, showSizeChanger: false } : false}
          scroll={{ x: 640 }}
          columns={[
            {
              title: t('change.date'),
              width: 170,
              render: (_, day) => (
                <>
                  <CivilDate date={day.date} /> <span className="soft">{weekday(day.date)}</span>
                </>
              ),
            },
            { title: t('change.kind'), width: 130, render: (_, day) => <WordTag of="DayChangeKind" is={day.kind} /> },
            { title: t('change.before'), render: (_, day) => <span className="figure">{hours(day.before)}</span> },
            { title: t('change.after'), render: (_, day) => <span className="figure">{hours(day.after)}</span> },
          ]}
        />
      )}
    </Section>
  );
}
