import { Rate } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Name } from '../party/name.tsx';
import { Duration } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import type { StreamEventFragment } from './conversation.gql.ts';

type Props = { event: StreamEventFragment; links: readonly { ticket: { id: string; number: string } }[] };

/** What an event says beside its name, in a line or two; nothing where the name says it all. */
export function EventText({ event, links }: Props) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const parts: ReactNode[] = [];
  if (event.previousPriority && event.priority) parts.push(`${word('Priority', event.previousPriority)} → ${word('Priority', event.priority)}`);
  else if (event.type === 'RAISED' && event.priority) parts.push(word('Priority', event.priority));
  if (event.type === 'PRIORITY_CHANGED' && event.impact && event.urgency) {
    parts.push(`${t('impact')} ${word('Impact', event.impact)}`, `${t('urgency')} ${word('Urgency', event.urgency)}`);
  }
  if (event.previousVendor) parts.push(<Fragment><Name of={event.previousVendor} /> → <Name of={event.vendor} /></Fragment>);
  else if (event.vendor && event.type === 'ASSIGNED') parts.push(<Name of={event.vendor} />);
  if (event.type === 'ROUTED') parts.push(`${event.previousTeam?.name ?? t('ticket.commonQueue')} → ${event.team?.name ?? t('ticket.commonQueue')}`);
  if (event.engineer) parts.push(`${t('engineer')} ${event.engineer.name}`);
  if (event.pauseReason) parts.push(word('PauseReason', event.pauseReason));
  if (event.metric) parts.push(word('Metric', event.metric));
  if (event.minutes !== null) parts.push(<Duration seconds={event.minutes * 60} />);
  if (event.remote) parts.push(t('stream.remote'));
  if (event.endKind) parts.push(word('EndKind', event.endKind));
  if (event.whose) parts.push(event.whose);
  if (event.relation) parts.push(<LinkedTicket event={event} links={links} />);
  if (event.ruling) parts.push(<Word of="DisputeOutcome" is={event.ruling.outcome} />);
  if (event.fileName && event.type === 'ATTACHMENT_WITHDRAWN') parts.push(event.fileName);
  if (event.stars !== null) parts.push(<Rate disabled value={event.stars} className="ticket-stars" aria-label={t('starsOf', { count: event.stars })} />);

  const note = event.type === 'COMMENTED' || event.type === 'PROGRESS_REPORTED' ? null : event.body;
  const texts: [string, string | null | undefined][] = [
    [t('ticket.cause'), event.cause],
    [t('ticket.solution'), event.solution],
    [t('plan.what'), event.plan?.what],
    [t('act.reason'), event.reason],
    [t('act.remark'), note ?? event.remark],
  ];
  const said = texts.filter(([, text]) => text);
  if (parts.length === 0 && said.length === 0) return null;
  return (
    <>
      {parts.length > 0 && (
        <div className="stream-said">
          {parts.map((part, at) => (
            <Fragment key={at}>
              {at > 0 && ' · '}
              {part}
            </Fragment>
          ))}
        </div>
      )}
      {said.map(([label, text]) => (
        <p key={label} className="stream-said text">
          {t('labelled', { label })}
          {text}
        </p>
      ))}
    </>
  );
}

function LinkedTicket({ event, links }: Props) {
  const word = useWord();
  const other = links.find(({ ticket }) => ticket.id === event.linkedTicketId)?.ticket;
  return (
    <>
      {event.relation && word('TicketRelation', event.relation)}{' '}
      {event.linkedTicketId && <Link to={`/tickets/${other?.number ?? event.linkedTicketId}`}>{other?.number ?? word('TicketLinkEnd', 'TO')}</Link>}
    </>
  );
}
