import { useTranslation } from 'react-i18next';
import { isClosedNow } from '../timeline/closed.ts';
import { Countdown } from '../time/countdown.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import type { QueueTicketFragment } from './queue.gql.ts';

type Clock = QueueTicketFragment['clocks'][number];

/** The clock that the ticket's next deadline is of; while all wait, one that waits. */
function nextClock(ticket: QueueTicketFragment): Clock | undefined {
  const going = ticket.clocks.filter((clock) => !clock.stoppedAt);
  return going.find((clock) => clock.dueAt && clock.dueAt === ticket.nextDueAt) ?? going.find((clock) => clock.state === 'PAUSED');
}

/** What is due next, by when and how it stands: running, paused, or outside the service hours. */
export function QueueClock({ ticket }: { ticket: QueueTicketFragment }) {
  const { t } = useTranslation('queue');
  const clock = nextClock(ticket);
  if (!clock) return <span className="queue-soft">{t('clock.none')}</span>;
  const closed = isClosedNow(clock.explanation?.segments);
  const stand = clock.state === 'PAUSED' ? 'paused' : clock.state === 'BREACHED' ? 'over' : closed ? 'closed' : 'running';
  // What waits says so in place of a countdown.
  return (
    <div className={`queue-clock queue-clock-${stand}`}>
      <span className="queue-clock-head">
        <Word of="Metric" is={clock.metric} />
        {stand !== 'paused' && <span className="queue-stand">{t(`clock.${stand}`)}</span>}
      </span>
      <span className="queue-left">
        <Countdown state={clock.state} dueAt={clock.dueAt} closed={closed} />
      </span>
      {clock.dueAt && (
        <small>
          {t('clock.by')} <Instant at={clock.dueAt} />
          {clock.provisional && ` · ${t('clock.provisional')}`}
        </small>
      )}
    </div>
  );
}
