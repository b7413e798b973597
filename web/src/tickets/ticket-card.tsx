import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Name } from '../party/name.tsx';
import { Ago } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { NextClock } from './clock-chips.tsx';
import type { TicketRowFragment } from './list.gql.ts';

/** A ticket on a narrow screen. */
export function TicketCard({ ticket, children }: { ticket: TicketRowFragment; children?: ReactNode }) {
  return (
    <>
      <div className="thing-head">
        <Link to={`/tickets/${ticket.number}`}>
          <strong>{ticket.title}</strong>
        </Link>
      </div>
      <div className="thing-head">
        <WordTag of="Priority" is={ticket.priority} />
        <WordTag of="TicketState" is={ticket.state} />
        <NextClock ticket={ticket} />
      </div>
      <p className="thing-note">
        <span className="figure">{ticket.number}</span> · <Name of={ticket.system} /> · <Ago at={ticket.raisedAt} />
      </p>
      {children}
    </>
  );
}
