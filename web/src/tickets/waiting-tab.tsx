import { useTranslation } from 'react-i18next';
import { QueryState } from '../page/query-state.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, Word, WordTag } from '../words/word.tsx';
import { Facts } from './facts.tsx';
import { FileRow } from './ticket-files.tsx';
import { usePart } from './ticket-part.ts';
import type { TabProps } from './ticket-tabs.tsx';
import { TicketPausesDocument, type TicketPausesQuery } from './waiting.gql.ts';
import { Visits } from './visits.tsx';

type Found = NonNullable<TicketPausesQuery['ticket']>;

/** What stood in the way of the work or decided how it counts: pauses, windows, visits, corrected times. */
export default function WaitingTab({ ticket, heard }: TabProps) {
  const { t } = useTranslation('tickets');
  const [query, reload] = usePart(TicketPausesDocument, ticket.id, heard);
  const found = query.data?.ticket;
  const nothing = found && found.pauses.length + found.visits.length + found.corrections.length + found.exclusions.length === 0;
  return (
    <QueryState query={query} retry={reload} empty={nothing ?? false} emptyText={t('waiting.none')}>
      {found && (
        <>
          <Pauses ticketId={ticket.id} pauses={found.pauses} />
          <Exclusions exclusions={found.exclusions} />
          <Visits visits={found.visits} />
          <Corrections corrections={found.corrections} events={found.events} />
        </>
      )}
    </QueryState>
  );
}

function Pauses({ ticketId, pauses }: { ticketId: string; pauses: Found['pauses'] }) {
  const { t } = useTranslation('tickets');
  if (pauses.length === 0) return null;
  return (
    <>
      <h3>{t('pauses.title')}</h3>
      <ul className="things">
        {pauses.map((pause) => (
          <li key={pause.id}>
            <div className="thing-head">
              <strong>
                <Word of="PauseReason" is={pause.reason} />
              </strong>
              <WordTag of="PauseDecision" is={pause.decision} />
              <span>
                <Instant at={pause.from} /> – {pause.to ? <Instant at={pause.to} /> : t('pauses.open')}
              </span>
            </div>
            {pause.note && <p className="thing-note text">{pause.note}</p>}
            <Facts
              of={[
                { label: t('pauses.party'), value: <Word of="PauseParty" is={pause.party} /> },
                { label: t('pauses.declaredBy'), value: pause.declaredBy?.name ?? t('ticket.imported') },
                pause.decidedAt !== null && {
                  label: t('pauses.decided'),
                  value: (
                    <>
                      {pause.decidedBy?.name ?? <Word of="ActorSide" is="SYSTEM" />} <Instant at={pause.decidedAt} /> {pause.decisionReason}
                    </>
                  ),
                },
                pause.silentAt !== null && pause.decision === 'PENDING' && { label: t('pauses.silentAt'), value: <Instant at={pause.silentAt} /> },
                pause.lapsesAt !== null && !pause.to && { label: t('pauses.lapsesAt'), value: <Instant at={pause.lapsesAt} /> },
                pause.evidence.length > 0 && {
                  label: t('pauses.evidence'),
                  value: pause.evidence.map((one) => (
                    <div key={one.at + one.text}>
                      <Word of="ActorSide" is={one.side} /> {t('labelled', { label: one.by?.name ?? '' })}
                      {one.text} {one.link}
                    </div>
                  )),
                },
              ]}
            />
            {pause.evidenceFiles.map((file) => (
              <FileRow key={file.id} ticketId={ticketId} file={file} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Exclusions({ exclusions }: { exclusions: Found['exclusions'] }) {
  const { t } = useTranslation('tickets');
  if (exclusions.length === 0) return null;
  return (
    <>
      <h3>{t('waiting.exclusions')}</h3>
      <ul className="things">
        {exclusions.map((one) => (
          <li key={one.exclusionId + one.from}>
            <div className="thing-head">
              <strong>
                <Word of="PauseReason" is={one.reason} />
              </strong>
              <span>
                <Instant at={one.from} /> – <Instant at={one.to} />
              </span>
            </div>
            <p className="thing-note text">{one.note}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Corrections({ corrections, events }: Pick<Found, 'corrections' | 'events'>) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  if (corrections.length === 0) return null;
  return (
    <>
      <h3>{t('corrections.title')}</h3>
      <ul className="things">
        {corrections.map((one) => {
          const type = events.find(({ seq }) => seq === one.seq)?.type;
          return (
            <li key={one.id}>
              <div className="thing-head">
                <strong>{type && word('EventType', type)}</strong>
                <WordTag of="CorrectionState" is={one.state} />
                <span>
                  <Instant at={one.recordedAt} precision="second" /> → <Instant at={one.correctedAt} precision="second" />
                </span>
              </div>
              <p className="thing-note text">
                {t('labelled', { label: one.proposedBy?.name ?? '' })}
                {one.reason} {one.evidence}
              </p>
              {one.decisionReason && (
                <p className="thing-note text">
                  {t('labelled', { label: one.decidedBy?.name ?? '' })}
                  {one.decisionReason}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
