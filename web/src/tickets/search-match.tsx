import { Link } from 'react-router';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { NextClock } from './clock-chips.tsx';
import type { SearchTicketsQuery } from './search.gql.ts';

type Match = SearchTicketsQuery['searchTickets']['nodes'][number];

/** A ticket that was found, with what was found of it marked. */
export function SearchMatch({ match: { ticket, excerpts } }: { match: Match }) {
  const inTitle = excerpts.filter(({ field, found }) => field === 'TITLE' && ticket.title.includes(found)).map(({ found }) => found);
  const inNumber = excerpts.filter(({ field, found }) => field === 'NUMBER' && ticket.number.includes(found)).map(({ found }) => found);
  const elsewhere = excerpts.filter(
    (one, at) =>
      !(one.field === 'TITLE' && inTitle.includes(one.found)) &&
      !(one.field === 'NUMBER' && inNumber.includes(one.found)) &&
      excerpts.findIndex((other) => same(one, other)) === at,
  );
  return (
    <li>
      <div className="thing-head">
        <Link to={`/tickets/${ticket.number}`}>
          <strong>
            <Marked text={ticket.title} parts={inTitle} />
          </strong>
        </Link>
        <WordTag of="TicketState" is={ticket.state} />
        <WordTag of="Priority" is={ticket.priority} />
        <NextClock ticket={ticket} />
      </div>
      {elsewhere.length > 0 && (
        <ul className="excerpts">
          {elsewhere.map((one) => (
            <li key={one.field + one.before + one.found}>
              <small>
                <Word of="SearchField" is={one.field} />
              </small>{' '}
              {one.before}
              <mark>{one.found}</mark>
              {one.after}
            </li>
          ))}
        </ul>
      )}
      <p className="thing-note">
        <span className="figure">
          <Marked text={ticket.number} parts={inNumber} />
        </span>{' '}
        · <Name of={ticket.system} /> · <Name of={ticket.vendor} /> · <Instant at={ticket.raisedAt} />
      </p>
    </li>
  );
}

/** A text with the parts of it that were looked for. */
function Marked({ text, parts }: { text: string; parts: readonly string[] }) {
  const [part, ...rest] = parts;
  if (!part) return <>{text}</>;
  const at = text.indexOf(part);
  if (at < 0) return <Marked text={text} parts={rest} />;
  return (
    <>
      <Marked text={text.slice(0, at)} parts={rest} />
      <mark>{part}</mark>
      <Marked text={text.slice(at + part.length)} parts={rest} />
    </>
  );
}

function same(a: Match['excerpts'][number], b: Match['excerpts'][number]): boolean {
  return a.field === b.field && a.before === b.before && a.found === b.found;
}
