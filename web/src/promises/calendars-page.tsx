import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { useName } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { CivilDate } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { CalendarsDocument, type CalendarHeadFragment } from './calendars.gql.ts';
import { NewCalendarDialog } from './new-calendar-dialog.tsx';
import './promises.css';

const nothing = {};
/** What the API says of a calendar that rests on no yearly list. */
const FOR_EVER = '9999-12-31';

/** In whose hours promises are counted. */
export default function CalendarsPage() {
  const { t } = useTranslation('promises');
  const name = useName();
  const may = useMay();
  const [making, setMaking] = useState(false);
  const navigate = useNavigate();
  const list = useConnection({ document: CalendarsDocument, variables: nothing, pick: (data) => data.calendars });
  const owner = (row: CalendarHeadFragment) => (row.owner ? name(row.owner) : t('policy.platform'));
  const known = (row: CalendarHeadFragment) => (row.knownUntil === FOR_EVER ? t('calendar.forEver') : <CivilDate date={row.knownUntil} />);
  const layers = (row: CalendarHeadFragment) => (
    <Flex gap={4} wrap>
      {row.layers.map((layer) => (
        <ToneTag key={layer.code}>{layer.name}</ToneTag>
      ))}
    </Flex>
  );
  return (
    <Page
      title={t('calendars.title')}
      lead={t('calendars.lead')}
      actions={
        may('calendar.manage') && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t('calendars.new')}
          </Button>
        )
      }
    >
      {making && <NewCalendarDialog onClose={() => setMaking(false)} />}
      <ConnectionTable
        name={t('calendars.title')}
        list={list}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/calendars/${row.id}`)}
        card={(row) => (
          <Flex vertical gap={4}>
            <Link to={`/calendars/${row.id}`}>{row.name}</Link>
            <span className="soft">
              {owner(row)} · {row.knownUntil !== FOR_EVER && `${t('calendar.knownUntil')} `}
              {known(row)}
            </span>
            {layers(row)}
          </Flex>
        )}
        columns={[
          { title: t('calendar.name'), width: 260, render: (_, row) => <Link to={`/calendars/${row.id}`}>{row.name}</Link> },
          { title: t('policy.code'), width: 130, render: (_, row) => <span className="figure">{row.code}</span> },
          { title: t('policy.owner'), width: 220, ellipsis: true, render: (_, row) => owner(row) },
          { title: t('calendar.layers'), width: 320, render: (_, row) => layers(row) },
          { title: t('calendar.knownUntil'), width: 150, render: (_, row) => known(row) },
          { title: t('calendar.revision'), width: 100, align: 'right', render: (_, row) => <span className="figure">{row.revision}</span> },
        ]}
      />
    </Page>
  );
}
