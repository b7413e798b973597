import { CheckOutlined, ClockCircleOutlined, CloseOutlined, PauseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ClockState, Metric } from '../gql/schema.ts';
import { Countdown } from '../time/countdown.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import './clock-chips.css';

type ClockSummary = { metric: Metric; state: ClockState; dueAt?: string | null };

/** A ticket's clocks in short, as `clockSummaries` and `nextDueAt` give them. */
type Clocked = { clockSummaries: readonly ClockSummary[]; nextDueAt?: string | null; open: boolean };

const looks: Partial<Record<ClockState, { look: string; icon: ReactNode }>> = {
  RUNNING: { look: 'going', icon: <ClockCircleOutlined /> },
  PAUSED: { look: 'paused', icon: <PauseOutlined /> },
  MET: { look: 'met', icon: <CheckOutlined /> },
  BREACHED: { look: 'breached', icon: <CloseOutlined /> },
};

/** Whether time still counts: a broken promise is only counted on as long as its deadline is the next thing that is due. */
function isTicking(clock: ClockSummary, ticket: Clocked): boolean {
  return ticket.open && (clock.state === 'RUNNING' || (clock.state === 'BREACHED' && clock.dueAt === ticket.nextDueAt));
}

/** Every promised metric with where it stands and what is left. */
export function ClockChips({ ticket, label }: { ticket: Clocked; label: string }) {
  if (ticket.clockSummaries.length === 0) return null;
  return (
    <ul className="clock-chips" aria-label={label}>
      {ticket.clockSummaries.map((clock) => {
        const { look, icon } = looks[clock.state] ?? { look: 'aside', icon: null };
        return (
          <li key={clock.metric} className={`clock-chip clock-chip-${look}`}>
            {icon}
            <b>
              <Word of="Metric" is={clock.metric} />
            </b>
            {isTicking(clock, ticket) ? <Countdown state={clock.state} dueAt={clock.dueAt} /> : <Word of="ClockState" is={clock.state} />}
            {clock.dueAt && clock.state !== 'CANCELLED' && (
              <small>
                <Instant at={clock.dueAt} />
              </small>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The one that comes next, for a line of a list. */
export function NextClock({ ticket }: { ticket: Clocked }) {
  const word = useWord();
  const { clockSummaries: clocks } = ticket;
  const next =
    clocks.find((clock) => clock.dueAt && clock.dueAt === ticket.nextDueAt && isTicking(clock, ticket)) ?? clocks.find(({ state }) => state === 'PAUSED');
  const all = clocks.map((clock) => `${word('Metric', clock.metric)} ${word('ClockState', clock.state)}`).join('\n');
  if (ticket.open && next) {
    return (
      <span className="next-clock" title={all}>
        <span className="next-clock-metric">{word('Metric', next.metric)}</span> <Countdown state={next.state} dueAt={next.dueAt} />
      </span>
    );
  }
  const broken = clocks.filter(({ state }) => state === 'BREACHED').length;
  const met = clocks.filter(({ state }) => state === 'MET').length;
  if (broken + met === 0) return <span aria-hidden>—</span>;
  return (
    <span className={broken > 0 ? 'next-clock next-clock-broken' : 'next-clock'} title={all}>
      {broken > 0 ? <CloseOutlined /> : <CheckOutlined />} {word('ClockState', broken > 0 ? 'BREACHED' : 'MET')}
      {broken > 0 && clocks.length > 1 && <small> {`${broken}/${broken + met}`}</small>}
    </span>
  );
}
