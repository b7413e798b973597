import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Name } from '../party/name.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { OnSite } from './on-site.tsx';
import { ArriveTicketDocument, type ArriveTicketQuery } from './work.gql.ts';
import './work.css';

type Ticket = NonNullable<ArriveTicketQuery['ticketByNumber']>;

/** Made for a phone in one hand: one large button that says "I am here". */
export default function ArrivePage() {
  const { t } = useTranslation('work');
  const { number = '' } = useParams();
  const [query, again] = useQuery({ query: ArriveTicketDocument, variables: { number } });
  const ticket = query.data?.ticketByNumber;
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Page title={t('arrive.title')} crumbs={[{ label: number, to: `/tickets/${number}` }, { label: t('arrive.crumb') }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined && !ticket}>
        {ticket && <Arriving ticket={ticket} reload={reload} />}
      </QueryState>
    </Page>
  );
}

function Arriving({ ticket, reload }: { ticket: Ticket; reload: () => void }) {
  const { t } = useTranslation('work');
  const arrival = ticket.clocks.find((clock) => clock.metric === 'ARRIVAL' && clock.state !== 'NO_PROMISE');
  const going = ticket.visits.find((visit) => visit.availableActions.includes('CHECK_OUT'));
  const mayCheckIn = ticket.availableActions.includes('VISIT');
  return (
    <div className="arrive">
      <section className="section arrive-what" aria-label={ticket.number}>
        <strong>{ticket.title}</strong>
        <p>
          <Name of={ticket.agency} /> · <Name of={ticket.system} />
        </p>
        <p>
          <WordTag of="TicketState" is={ticket.state} /> <WordTag of="Priority" is={ticket.priority} />
        </p>
        {arrival && (
          <p>
            {t('arrive.promise')} <WordTag of="ClockState" is={arrival.state} />
            {arrival.dueAt && (
              <>
                {' '}
                {t('arrive.by')} <Instant at={arrival.dueAt} />
              </>
            )}
          </p>
        )}
      </section>
      {mayCheckIn || going ? <OnSite ticket={ticket} going={going} reload={reload} /> : <Alert type="info" showIcon title={t('arrive.not')} />}
      <Link to={`/tickets/${ticket.number}`}>
        <Button block size="large">
          {t('arrive.toTicket')}
        </Button>
      </Link>
    </div>
  );
}
