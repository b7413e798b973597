import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Calendar, Flex } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { localeOf } from '../app/language.ts';
import type { InspectionFilter } from '../gql/schema.ts';
import { useAll } from '../list/all.ts';
import { useConnection } from '../list/connection.ts';
import { QueryState } from '../page/query-state.tsx';
import { useName } from '../party/name.tsx';
import { WordTag } from '../words/word.tsx';
import { InspectionMonthDocument } from './inspections.gql.ts';

type Props = { filter: InspectionFilter; month: string | undefined; onMonth: (month: string | undefined) => void };

/** A month as a calendar: on each day what is inspected then. */
export function InspectionMonth({ filter, month, onMonth }: Props) {
  const { t } = useTranslation('inspections');
  const language = useLanguage();
  const name = useName();
  const first = useMemo(() => dayjs(month ? `${month}-01` : undefined).startOf('month'), [month]);
  // A date of the recurrence may lie in the month before or after the day on which it is inspected.
  const variables = useMemo(
    () => ({ filter: { ...filter, nominalFrom: first.subtract(31, 'day').format('YYYY-MM-DD'), nominalUntil: first.add(62, 'day').format('YYYY-MM-DD') } }),
    [filter, first],
  );
  const list = useConnection({ document: InspectionMonthDocument, variables, pick: (data) => data.inspections });
  useAll(list);
  const move = (by: number) => onMonth(first.add(by, 'month').format('YYYY-MM'));
  return (
    <QueryState query={list} retry={list.reload}>
      <div className="inspection-month">
        <Flex gap="small" align="center" role="group" aria-label={t('view.month')}>
          <Button icon={<LeftOutlined />} aria-label={t('view.before')} onClick={() => move(-1)} />
          <Button icon={<RightOutlined />} aria-label={t('view.after')} onClick={() => move(1)} />
          <strong>{new Intl.DateTimeFormat(localeOf(language), { year: 'numeric', month: 'long' }).format(first.toDate())}</strong>
        </Flex>
        <Calendar
          value={first}
          headerRender={() => null}
          cellRender={(day) => {
            const date = day.format('YYYY-MM-DD');
            return (
              <ul className="inspection-day">
                {list.rows
                  .filter((row) => row.plannedOn === date)
                  .map((row) => (
                    <li key={row.id}>
                      <WordTag of="InspectionState" is={row.state} />
                      {row.ticket ? <Link to={`/tickets/${row.ticket.number}`}>{name(row.system)}</Link> : name(row.system)}
                    </li>
                  ))}
              </ul>
            );
          }}
        />
      </div>
    </QueryState>
  );
}
