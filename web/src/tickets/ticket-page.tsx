import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { WordTag } from '../words/word.tsx';
import { ClockChips } from './clock-chips.tsx';
import { TicketActs } from './ticket-acts.tsx';
import { TicketFacts } from './ticket-facts.tsx';
import { TicketFiles } from './ticket-files.tsx';
import { type TicketPageQuery, TicketPageDocument, type WholeTicketFragment } from './ticket.gql.ts';
import { useTicketLive } from './ticket-live.ts';
import { TicketNotices } from './ticket-notices.tsx';
import { TicketTabs } from './ticket-tabs.tsx';
import { TicketText } from './ticket-text.tsx';
import { TicketWatchers } from './ticket-watchers.tsx';
import './ticket.css';

/** `NNDSJ-20261123-0042`; what is no number is a global id. */
const NUMBER = /^[A-Z0-9]+-\d{8}-\d+$/;

function ticketOf(data: TicketPageQuery | undefined): WholeTicketFragment | null {
  return data?.ticketByNumber ?? data?.ticket ?? null;
}

export default function TicketPage() {
  const { t } = useTranslation('tickets');
  const { number = '' } = useParams();
  const byId = !NUMBER.test(number);
  const [query, again] = useQuery({ query: TicketPageDocument, variables: { id: byId ? number : '', number, byId } });
  const ticket = ticketOf(query.data);
  const reload = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  if (!ticket) {
    return (
      <Page title={byId ? t('ticket.title') : number} crumbs={[{ label: t('tickets.title'), to: '/tickets' }]}>
        <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('ticket.none')} />
      </Page>
    );
  }
  return <KnownTicket key={ticket.id} ticket={ticket} query={query} reload={reload} />;
}

type KnownProps = { ticket: WholeTicketFragment; query: Parameters<typeof QueryState>[0]['query']; reload: () => void };

function KnownTicket({ ticket, query, reload }: KnownProps) {
  const { t } = useTranslation('tickets');
  // Counts what was heard, so that the open tab asks again too.
  const [heard, setHeard] = useState(0);
  useTicketLive(
    ticket.id,
    useCallback(() => {
      reload();
      setHeard((before) => before + 1);
    }, [reload]),
  );
  return (
    <Page
      title={`${ticket.number} ${ticket.title}`}
      crumbs={[{ label: t('tickets.title'), to: '/tickets' }, { label: ticket.number }]}
      mark={
        <>
          <WordTag of="TicketState" is={ticket.state} />
          <WordTag of="Priority" is={ticket.priority} />
          <WordTag of="TicketKind" is={ticket.kind} />
          {ticket.majorIncident && <strong className="ticket-major">{t('ticket.major')}</strong>}
        </>
      }
      actions={<TicketActs ticket={ticket} />}
    >
      <QueryState query={query} retry={reload}>
        <ClockChips ticket={ticket} label={t('ticket.clocks')} />
        <TicketNotices ticket={ticket} />
        <div className="ticket">
          <div>
            <TicketText ticket={ticket} />
            <TicketTabs ticket={ticket} heard={heard} />
          </div>
          <aside className="ticket-side" aria-label={t('ticket.facts')}>
            <TicketFacts ticket={ticket} />
            <TicketWatchers ticket={ticket} />
            <TicketFiles ticketId={ticket.id} canAttach={ticket.availableActions.includes('COMMENT')} heard={heard} />
          </aside>
        </div>
      </QueryState>
    </Page>
  );
}
