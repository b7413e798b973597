import { Button, Flex, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { type AppealableBreachesQuery, AppealableBreachesDocument } from './disputes.gql.ts';
import { Remaining } from './remaining.tsx';

type Breach = AppealableBreachesQuery['slaClocks']['nodes'][number];

const none = {};

/** Breaches, the latest first, each with the way to appeal it as long as the API offers one. */
export function AppealableBreaches() {
  const { t } = useTranslation('decisions');
  const list = useConnection({ document: AppealableBreachesDocument, variables: none, pick: (data) => data.slaClocks });
  const columns = useMemo(
    (): NonNullable<TableProps<Breach>['columns']> => [
      { title: t('field.ticket'), width: 190, render: (_, row) => <TicketLink breach={row} /> },
      { title: t('field.about'), width: 235, ellipsis: true, render: (_, row) => row.ticket?.title ?? '—' },
      { title: t('verdict.metric'), width: 120, render: (_, row) => <Word of="Metric" is={row.metric} /> },
      { title: t('field.agency'), width: 185, ellipsis: true, render: (_, row) => <Name of={row.ticket?.agency} /> },
      { title: t('verdict.dueAt'), width: 150, render: (_, row) => <Instant at={row.dueAt} /> },
      { title: t('appeal.by'), width: 170, render: (_, row) => <AppealBy breach={row} /> },
      { title: t('field.act'), width: 120, render: (_, row) => <Way breach={row} /> },
    ],
    [t],
  );
  return (
    <ConnectionTable
      name={t('appeal.breaches')}
      list={list}
      columns={columns}
      rowKey={(row) => row.clockId}
      emptyText={t('appeal.none')}
      card={(row) => (
        <Flex vertical gap={4}>
          <Flex justify="space-between" gap="small">
            <TicketLink breach={row} />
            <Way breach={row} />
          </Flex>
          <span>{row.ticket?.title}</span>
          <span className="soft">
            <Word of="Metric" is={row.metric} /> · <Instant at={row.dueAt} />
          </span>
          <span>
            <span className="soft">{t('appeal.by')}</span> <AppealBy breach={row} />
          </span>
        </Flex>
      )}
    />
  );
}

function TicketLink({ breach }: { breach: Breach }) {
  return (
    <Link to={`/tickets/${breach.ticketNumber}`} className="number">
      {breach.ticketNumber}
    </Link>
  );
}

function mayAppeal({ clock }: Breach): boolean {
  return clock?.availableActions.includes('APPEAL') ?? false;
}

/** Time runs only as long as one may still appeal. */
function AppealBy({ breach }: { breach: Breach }) {
  const by = breach.clock?.appealBy;
  return mayAppeal(breach) ? <Remaining dueAt={by} /> : <Instant at={by} />;
}

function Way({ breach }: { breach: Breach }) {
  const { t } = useTranslation('decisions');
  const [dispute] = breach.clock?.disputes ?? [];
  if (mayAppeal(breach)) {
    return (
      <Link to={`/decisions/appeal?ticket=${breach.ticketNumber}&clock=${encodeURIComponent(breach.clockId)}`}>
        <Button size="small">{t('disputes.appeal')}</Button>
      </Link>
    );
  }
  if (dispute) return <Link to={`/decisions/disputes/${encodeURIComponent(dispute.id)}`}>{t('appeal.already')}</Link>;
  return <span className="soft">{t('appeal.over')}</span>;
}
