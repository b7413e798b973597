import type { TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { Chosen } from './chosen.tsx';
import { ticketFilter, useTicketValues } from './ticket-values.ts';
import { ReportTicketsDocument, type ReportTicketsQuery } from './workload.gql.ts';
import './reports.css';

type Row = ReportTicketsQuery['tickets']['nodes'][number];

/** The tickets behind one figure of the workload or of faults. */
export default function ReportTicketsPage() {
  const { t } = useTranslation('reports');
  const values = useTicketValues();
  const { figure, at, from, before } = values;
  const variables = useMemo(() => ({ filter: ticketFilter(values) }), [values]);
  const list = useConnection({ document: ReportTicketsDocument, variables, pick: (data) => data.tickets });
  const isFault = figure === 'incidents' || figure === 'incidentsBreached';
  const title = t(`ticketFigure.${figure}`);
  const columns: NonNullable<TableProps<Row>['columns']> = [
    {
      title: t('ticket'),
      key: 'number',
      width: 205,
      fixed: 'left',
      render: (_, { number }) => (
        <Link className="figure" to={`/tickets/${number}`}>
          {number}
        </Link>
      ),
    },
    { title: t('ticketTitle'), key: 'title', width: 260, ellipsis: true, dataIndex: 'title' },
    { title: t('kind'), key: 'kind', width: 130, render: (_, { kind }) => <Word of="TicketKind" is={kind} /> },
    { title: t('priority'), key: 'priority', width: 80, render: (_, { priority }) => <WordTag of="Priority" is={priority} /> },
    { title: t('state'), key: 'state', width: 96, render: (_, { state }) => <WordTag of="TicketState" is={state} /> },
    { title: t('raisedAt'), key: 'raised', width: 160, render: (_, { raisedAt }) => <Instant at={raisedAt} /> },
    { title: t('resolvedAt'), key: 'resolved', width: 160, render: (_, { resolvedAt }) => <Instant at={resolvedAt} /> },
    { title: t('closedAt'), key: 'closed', width: 160, render: (_, { closedAt }) => <Instant at={closedAt} /> },
    { title: t('system'), key: 'system', width: 180, ellipsis: true, render: (_, { system }) => <Name of={system} /> },
    { title: t('agency'), key: 'agency', width: 180, ellipsis: true, render: (_, { agency }) => <Name of={agency} /> },
    { title: t('vendor'), key: 'vendor', width: 180, ellipsis: true, render: (_, { vendor }) => <Name of={vendor} /> },
    { title: t('engineer'), key: 'engineer', width: 100, render: (_, { assignee }) => <Name of={assignee} /> },
  ];
  return (
    <Page
      title={title}
      crumbs={[isFault ? { label: t('faults.title'), to: '/reports/faults' } : { label: t('workload.title'), to: '/reports/workload' }, { label: t('ticketsCrumb') }]}
      lead={
        <>
          {figure === 'openAt' && <Instant at={at} showZone />}
          {from && before && (
            <>
              <Instant at={from} /> – <Instant at={before} showZone />
            </>
          )}
          {figure !== 'openNow' && !at && !from && !before && t('allTime')}
          <Chosen values={{ ...values, from: undefined }} months={false} />
        </>
      }
    >
      <ConnectionTable name={title} list={list} columns={columns} rowKey={(row) => row.id} card={(row) => <TicketCard ticket={row} />} />
    </Page>
  );
}

function TicketCard({ ticket }: { ticket: Row }) {
  return (
    <div className="clock-card">
      <div className="clock-card-head">
        <Link className="figure" to={`/tickets/${ticket.number}`}>
          {ticket.number}
        </Link>
        <span>
          <WordTag of="Priority" is={ticket.priority} /> <WordTag of="TicketState" is={ticket.state} />
        </span>
      </div>
      <div>{ticket.title}</div>
      <div className="second-line">
        <Instant at={ticket.raisedAt} /> · <Name of={ticket.system} />
      </div>
    </div>
  );
}
