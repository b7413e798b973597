import type { TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { RepeatFaultsDocument, type RepeatFaultsQuery } from './faults.gql.ts';
import { faultFilter, type ReportValues } from './report-values.ts';

type Row = RepeatFaultsQuery['repeatFaults']['nodes'][number];

function Numbered({ ticket }: { ticket: { number: string } | null }) {
  const { t } = useTranslation('reports');
  if (!ticket) return <>{t('clocks.givenAway')}</>;
  return (
    <Link className="figure" to={`/tickets/${ticket.number}`}>
      {ticket.number}
    </Link>
  );
}

/** Faults that came back within the days of the rule, the latest first. */
export function RepeatFaults({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const variables = useMemo(() => ({ filter: faultFilter(values) }), [values]);
  const list = useConnection({ document: RepeatFaultsDocument, variables, pick: (data) => data.repeatFaults });
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('ticket'), key: 'ticket', width: 205, fixed: 'left', render: (_, { ticket }) => <Numbered ticket={ticket} /> },
    { title: t('cause'), key: 'cause', width: 170, ellipsis: true, dataIndex: 'cause' },
    { title: t('system'), key: 'system', width: 180, ellipsis: true, render: (_, { system }) => <Name of={system} /> },
    { title: t('faults.solved'), key: 'solved', width: 160, render: (_, { solvedAt }) => <Instant at={solvedAt} /> },
    { title: t('faults.earlier'), key: 'earlier', width: 205, render: (_, { earlierTicket }) => <Numbered ticket={earlierTicket} /> },
    { title: t('faults.earlierSolved'), key: 'earlierSolved', width: 160, render: (_, { earlierSolvedAt }) => <Instant at={earlierSolvedAt} /> },
    { title: t('faults.days'), key: 'days', width: 100, align: 'right', render: (_, { daysBetween }) => t('days', { count: daysBetween }) },
    { title: t('vendor'), key: 'vendor', width: 180, ellipsis: true, render: (_, { vendor }) => <Name of={vendor} /> },
    { title: t('contract'), key: 'contract', width: 170, ellipsis: true, render: (_, { contract }) => contract?.number ?? <span aria-hidden>—</span> },
  ];
  return (
    <section aria-label={t('faults.list')} className="report-list">
      <h2 className="section-title">{t('faults.list')}</h2>
      <p className="section-note">{t('faults.rule')}</p>
      <ConnectionTable
        name={t('faults.list')}
        list={list}
        columns={columns}
        rowKey={(row) => row.ticketId}
        emptyText={t('faults.empty')}
        card={(row) => (
          <div className="clock-card">
            <div className="clock-card-head">
              <Numbered ticket={row.ticket} />
              <span>{t('days', { count: row.daysBetween })}</span>
            </div>
            <div>
              {row.cause} · <Name of={row.system} />
            </div>
            <div className="second-line">
              {t('faults.earlier')} <Numbered ticket={row.earlierTicket} />
            </div>
          </div>
        )}
      />
    </section>
  );
}
