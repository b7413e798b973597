import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { Word, useWord } from '../../words/word.tsx';
import { Facts } from '../facts.tsx';
import type { ActProps } from './act.ts';
import { ActVisitsDocument, type ActVisitsQuery } from './act-parts.gql.ts';
import { AcceptVisitDocument, DisputeVisitDocument } from './acts.gql.ts';
import { ChooseOne } from './choose-one.tsx';
import { DecideForm } from './decide-form.tsx';

type Visit = NonNullable<ActVisitsQuery['ticket']>['visits'][number];

export default function SignVisitForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation(['tickets', 'app']);
  const word = useWord();
  const [query, again] = useQuery({ query: ActVisitsDocument, variables: { id: ticket.id } });
  const [wanted, want] = useState<string>();
  const open = (query.data?.ticket?.visits ?? []).filter(({ availableActions: may }) => may.includes('ACCEPT') || may.includes('DISPUTE'));
  const visit = open.find(({ id }) => id === wanted) ?? open.findLast(({ signOff }) => signOff === 'PENDING') ?? open.at(-1);
  const known = { ticketId: ticket.id, expectedVersion: ticket.version, visitId: visit?.id ?? '' };
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !visit}>
      {visit && (
        <DecideForm
          key={visit.id}
          accept={{
            label: word('VisitAction', 'ACCEPT'),
            document: AcceptVisitDocument,
            pick: (data) => data.acceptVisit,
            variables: () => ({ input: known }),
          }}
          reject={{
            label: word('VisitAction', 'DISPUTE'),
            document: DisputeVisitDocument,
            pick: (data) => data.disputeVisit,
            variables: (reason) => ({ input: { ...known, reason } }),
          }}
          onDone={onDone}
          onCancel={onCancel}
        >
          <ChooseOne label={t('visits.title')} items={open} value={visit.id} onChange={want} line={(one) => <VisitLine visit={one} />} />
          <Facts
            of={[
              { label: t('visits.engineer'), value: visit.engineer?.name ?? '—' },
              { label: t('visits.in'), value: <Instant at={visit.checkedInAt} /> },
              { label: t('visits.out'), value: <Instant at={visit.checkedOutAt} /> },
              visit.closingNote ? { label: t('visits.closingNote'), value: <span className="text">{visit.closingNote}</span> } : null,
              visit.parts.length > 0
                ? { label: t('visits.parts'), value: visit.parts.map((part) => `${part.name} × ${part.quantity}`).join(t('app:listed')) }
                : null,
            ]}
          />
        </DecideForm>
      )}
    </QueryState>
  );
}

function VisitLine({ visit }: { visit: Visit }) {
  return (
    <>
      <Instant at={visit.checkedInAt} /> {visit.engineer?.name} <Word of="VisitSignOff" is={visit.signOff} />
    </>
  );
}
