import { Flex, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { Page } from '../page/page.tsx';
import { Name, useName } from '../party/name.tsx';
import { usePeriodName } from '../period/period.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { type TermTicketsFragment, TicketsOfTermDocument, type TicketsOfTermQuery } from './scorecards.gql.ts';
import '../step/step.css';

type TermTicket = TermTicketsFragment['tickets']['nodes'][number];

function termOf(data: TicketsOfTermQuery, code: string) {
  return data.node && 'terms' in data.node ? data.node.terms.find((term) => term.code === code) : undefined;
}

/** The tickets that one term of a scorecard or of an assessed period counted. */
export default function TermTicketsPage() {
  const { t } = useTranslation('appraisal');
  const { id = '', code = '' } = useParams();
  const periodName = usePeriodName();
  const name = useName();
  const [query] = useQuery({ query: TicketsOfTermDocument, variables: { id }, requestPolicy: 'cache-first' });
  const list = useConnection({ document: TicketsOfTermDocument, variables: { id }, pick: (data) => termOf(data, code)?.tickets });
  const columns = useColumns();
  const node = query.data?.node;
  const card = node && 'terms' in node ? node : null;
  const term = query.data && termOf(query.data, code);
  const path = encodeURIComponent(id);
  const crumb =
    card?.__typename === 'AssessmentPeriod'
      ? { label: `${t('period.title')} · ${card.contractNumber ?? ''} · ${periodName(card.period, card.startsOn)}`, to: `/periods/${path}` }
      : card
        ? { label: `${t('scorecard.title')} · ${card.contract?.number ?? name(card.vendor)} · ${periodName(card.period, card.startsOn)}`, to: `/scorecards/${path}?term=${code}` }
        : { label: t('scorecards.title'), to: '/scorecards' };
  return (
    <Page title={t('termTickets.title', { name: term?.name ?? code })} lead={t('termTickets.lead')} crumbs={[crumb]}>
      <ConnectionTable
        name={t('termTickets.title', { name: term?.name ?? code })}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('termTickets.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <TicketLink ticket={row} />
              <WordTag of="TicketState" is={row.state} />
            </Flex>
            <span>{row.title}</span>
            <Clocks ticket={row} />
          </Flex>
        )}
      />
    </Page>
  );
}

function TicketLink({ ticket }: { ticket: TermTicket }) {
  return (
    <Link to={`/tickets/${ticket.number}`} className="number">
      {ticket.number}
    </Link>
  );
}

function useColumns() {
  const { t } = useTranslation('appraisal');
  return useMemo(
    (): NonNullable<TableProps<TermTicket>['columns']> => [
      { title: t('field.ticket'), width: 190, render: (_, row) => <TicketLink ticket={row} /> },
      { title: t('field.title'), width: 230, ellipsis: true, dataIndex: 'title' },
      { title: t('field.priority'), width: 80, render: (_, row) => <WordTag of="Priority" is={row.priority} /> },
      { title: t('field.state'), width: 100, render: (_, row) => <WordTag of="TicketState" is={row.state} /> },
      { title: t('field.agency'), width: 160, ellipsis: true, render: (_, row) => <Name of={row.agency} /> },
      { title: t('termTickets.clocks'), width: 260, render: (_, row) => <Clocks ticket={row} /> },
      { title: t('field.raisedAt'), width: 150, render: (_, row) => <Instant at={row.raisedAt} /> },
    ],
    [t],
  );
}

function Clocks({ ticket }: { ticket: TermTicket }) {
  return (
    <Flex gap={4} wrap>
      {ticket.clockSummaries.map((clock, at) => (
        <span key={at} className="soft">
          <Word of="Metric" is={clock.metric} /> <WordTag of="ClockState" is={clock.state} />
        </span>
      ))}
    </Flex>
  );
}
