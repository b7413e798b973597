import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { useMay, useViewer } from '../session/viewer.tsx';
import { Countdown } from '../time/countdown.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { HomeWaitingDocument, type HomeWaitingQuery } from './home.gql.ts';

type Row = HomeWaitingQuery['tickets']['nodes'][number];

/** The open tickets whose deadlines come first: an engineer's own, everybody else's in view. */
export function Waiting() {
  const { t } = useTranslation('home');
  const viewer = useViewer();
  const may = useMay();
  const isEngineer = viewer.roles.some(({ role }) => role === 'VENDOR_ENGINEER');
  const [query, again] = useQuery({
    query: HomeWaitingDocument,
    variables: { mine: isEngineer ? viewer.user.id : undefined },
    pause: !may('ticket.view'),
  });
  if (!may('ticket.view')) return null;
  const rows = query.data?.tickets.nodes;
  return (
    <Section title={isEngineer ? t('waiting.mine') : t('waiting.next')} actions={<Link to={isEngineer ? '/queue' : '/tickets?open=yes'}>{t('waiting.all')}</Link>}>
      <QueryState
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        empty={rows?.length === 0}
        emptyText={t('waiting.none')}
      >
        {rows && (
          <ul className="waiting">
            {rows.map((row) => (
              <WaitingRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  );
}

function WaitingRow({ row }: { row: Row }) {
  const next = row.clockSummaries.find((clock) => clock.dueAt === row.nextDueAt && clock.dueAt !== null);
  return (
    <li className="waiting-row">
      <div className="waiting-what">
        <Link to={`/tickets/${row.number}`}>{row.title}</Link>
        <span className="waiting-where">
          <span className="number">{row.number}</span> · <Name of={row.system} />
        </span>
      </div>
      <div className="waiting-marks">
        <WordTag of="Priority" is={row.priority} />
        <WordTag of="TicketState" is={row.state} />
      </div>
      <div className="waiting-due">
        {next ? (
          <>
            <Countdown state={next.state} dueAt={next.dueAt} />
            <small>
              <Word of="Metric" is={next.metric} />
            </small>
          </>
        ) : (
          <Countdown state={row.state === 'ON_HOLD' ? 'PAUSED' : 'CANCELLED'} dueAt={row.nextDueAt} />
        )}
      </div>
    </li>
  );
}
