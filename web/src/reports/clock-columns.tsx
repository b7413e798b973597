import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import type { SlaCount } from '../gql/schema.ts';
import { Name } from '../party/name.tsx';
import { Duration, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { CountedClocksQuery } from './clocks.gql.ts';
import { formatMonth } from './month.ts';

type CountedClock = CountedClocksQuery['slaClocks']['nodes'][number];

/** To the ticket, for whoever may see it; of one that was given away the number alone. */
function TicketNumber({ clock }: { clock: CountedClock }) {
  if (!clock.ticket) return <span className="figure">{clock.ticketNumber}</span>;
  return (
    <Link className="figure" to={`/tickets/${clock.ticketNumber}`}>
      {clock.ticketNumber}
    </Link>
  );
}

function Measured({ clock }: { clock: CountedClock }) {
  const { t } = useTranslation('reports');
  return (
    <>
      <Word of="Metric" is={clock.metric} />
      {clock.metric === 'UPDATE' && <small> {t('clocks.seq', { seq: clock.seq })}</small>}
      {clock.cycle > 1 && <small> {t('clocks.cycle', { cycle: clock.cycle })}</small>}
    </>
  );
}

export function useClockColumns(counted: SlaCount): NonNullable<TableProps<CountedClock>['columns']> {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  return [
    { title: t('ticket'), key: 'ticket', width: 205, fixed: 'left', render: (_, clock) => <TicketNumber clock={clock} /> },
    { title: t('ticketTitle'), key: 'title', width: 200, ellipsis: true, render: (_, { ticket }) => ticket?.title ?? t('clocks.givenAway') },
    { title: t('metric'), key: 'metric', width: 110, render: (_, clock) => <Measured clock={clock} /> },
    { title: t('priority'), key: 'priority', width: 96, render: (_, { ticket }) => <WordTag of="Priority" is={ticket?.priority} /> },
    { title: t('state'), key: 'state', width: 84, render: (_, { state }) => <WordTag of="ClockState" is={state} /> },
    { title: t('clocks.due'), key: 'due', width: 150, render: (_, { dueAt }) => <Instant at={dueAt} /> },
    { title: t('clocks.stopped'), key: 'stopped', width: 150, render: (_, { clock }) => <Instant at={clock?.stoppedAt} /> },
    {
      title: t('clocks.used'),
      key: 'used',
      width: 190,
      render: (_, { clock }) =>
        clock && counted !== 'WITHOUT_PROMISE' ? (
          <>
            <Duration seconds={clock.elapsedSeconds} /> / <Duration seconds={clock.targetSeconds} />
          </>
        ) : (
          <span aria-hidden>—</span>
        ),
    },
    { title: t('clocks.month'), key: 'month', width: 110, render: (_, { countedMonth }) => formatMonth(countedMonth, language) },
    { title: t('vendor'), key: 'vendor', width: 180, ellipsis: true, render: (_, { vendor }) => <Name of={vendor} /> },
    { title: t('system'), key: 'system', width: 170, ellipsis: true, render: (_, { ticket }) => <Name of={ticket?.system} /> },
    { title: t('agency'), key: 'agency', width: 180, ellipsis: true, render: (_, { ticket }) => <Name of={ticket?.agency} /> },
    { title: t('contract'), key: 'contract', width: 170, ellipsis: true, render: (_, { contract }) => contract?.number ?? <span aria-hidden>—</span> },
  ];
}

export function ClockCard({ clock }: { clock: CountedClock }) {
  const { t } = useTranslation('reports');
  return (
    <div className="clock-card">
      <div className="clock-card-head">
        <TicketNumber clock={clock} />
        <span>
          <Measured clock={clock} /> <WordTag of="ClockState" is={clock.state} />
        </span>
      </div>
      <div>{clock.ticket?.title ?? t('clocks.givenAway')}</div>
      <div className="second-line">
        {t('clocks.due')} <Instant at={clock.dueAt} />
        {' · '}
        <Name of={clock.vendor} />
      </div>
    </div>
  );
}
